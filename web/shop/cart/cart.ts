/** What the customer wants to order. Each product has a single line. */
export type CartLine = { productId: string; quantity: number };
export type Cart = readonly CartLine[];

/** How many lines the API takes in one order. */
export const linesMax = 50;
const quantityMax = 1_000_000;

/** Leaves the cart as it is when it is full and does not hold the product yet. */
export function withMore(cart: Cart, { productId, quantity }: CartLine): Cart {
  const line = cart.find((line) => line.productId === productId);
  if (line) return withQuantity(cart, { productId, quantity: line.quantity + quantity });
  return cart.length < linesMax ? [...cart, { productId, quantity: bounded(quantity) }] : cart;
}

/** The lines that are not in the cart, for example because it was full. */
export const missingIn = <L extends CartLine>(cart: Cart, lines: readonly L[]): L[] =>
  lines.filter(({ productId }) => !cart.some((line) => line.productId === productId));

export const withQuantity = (cart: Cart, { productId, quantity }: CartLine): Cart =>
  cart.map((line) => (line.productId === productId ? { productId, quantity: bounded(quantity) } : line));

export const without = (cart: Cart, productId: string): Cart => cart.filter((line) => line.productId !== productId);

export const piecesIn = (cart: Cart): number => cart.reduce((sum, { quantity }) => sum + quantity, 0);

/** A stored cart. Anything that is not a line of a cart is left out. */
export function cartFrom(value: unknown): Cart | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.reduce<Cart>((cart, line) => (isLine(line) ? withMore(cart, line) : cart), []);
}

function isLine(line: unknown): line is CartLine {
  const { productId, quantity } = (line ?? {}) as Partial<CartLine>;
  return typeof productId === 'string' && Number.isInteger(quantity) && Number(quantity) > 0;
}

const bounded = (quantity: number) => Math.min(Math.max(Math.trunc(quantity) || 1, 1), quantityMax);
