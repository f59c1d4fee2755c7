import type { Schemas } from '../../../client/index.ts';

/** A request that places an order, with its key. */
export type Attempt = { key: string; body: Schemas['PlaceOrder'] };

/**
 * The request to send for this order. If the last one was for the same order, that one again, with its key and its total: it may have been
 * carried out, and a price may have changed since.
 */
export function attemptFor(body: Attempt['body'], last: Attempt | undefined): Attempt {
  return last && orderIn(last.body) === orderIn(body) ? last : { key: crypto.randomUUID(), body };
}

const orderIn = ({ expectedTotal: _, ...order }: Attempt['body']) => JSON.stringify(order);
