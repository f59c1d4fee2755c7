import type { Schemas } from '../../../client/index.ts';

/** A request that places an order, and the key that makes it a single order however often it is sent. */
export type Attempt = { key: string; body: string };

/**
 * What to send, in this order: the next one only if the previous one is refused because its total has changed. An attempt whose answer
 * was lost may have placed the order, so the same order is sent with that key, and with the total that was shown then.
 * @param last the last attempt that has not been answered
 */
export function attemptsFor(
  order: Schemas['PlaceOrder'],
  last: Attempt | undefined,
  newKey: () => string,
): [Attempt, ...Attempt[]] {
  const body = JSON.stringify(order);
  if (last?.body === body) return [last];
  const next = { key: newKey(), body };
  return last && withoutTotal(last.body) === withoutTotal(body) ? [last, next] : [next];
}

const withoutTotal = (body: string): string =>
  JSON.stringify(JSON.parse(body), (name, value: unknown) => (name === 'expectedTotal' ? undefined : value));
