type Category = { category: string; products: number };

/** The categories to show first, in the order given: those with the most products, and the chosen one. */
export function largest<C extends Category>(categories: readonly C[], many: number, chosen?: string): C[] {
  const first = new Set(categories.toSorted((one, other) => other.products - one.products).slice(0, many));
  return categories.filter((item) => first.has(item) || item.category === chosen);
}
