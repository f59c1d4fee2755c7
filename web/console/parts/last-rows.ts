/**
 * The `placeholderData` of a list: the rows of the last search stay, greyed out, until there is an answer. That nothing was found
 * then says nothing about this one.
 * @param before an answer with `items`; the query client does not infer the type of a function that says so
 */
export function lastRows<L>(before: L | undefined): L | undefined {
  const { items } = (before ?? {}) as { items?: readonly unknown[] };
  return items && items.length > 0 ? before : undefined;
}
