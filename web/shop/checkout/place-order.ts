import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { stored } from '../../app/stored.ts';

type Attempt = { key: string; body: string };

/** Outlives the page: an order whose answer was lost is sent again with the same key, so it is the same order. */
const attempt = stored<Attempt>('attempt', (value) => value as Attempt, sessionStorage);

/** @throws RefusedError, or what `fetch` throws when there is no answer */
export async function placeOrder(body: Schemas['PlaceOrder']): Promise<Schemas['Order']> {
  const key = keyFor(JSON.stringify(body));
  const order = await orThrow(api.POST('/v1/orders', { params: { header: { 'idempotency-key': key } }, body }));
  attempt.write(undefined);
  return order;
}

/** The key of the last attempt, as long as the order is the same. */
function keyFor(body: string): string {
  const last = attempt.read();
  if (last?.body === body) return last.key;
  const key = crypto.randomUUID();
  attempt.write({ key, body });
  return key;
}
