import { isProblem, RefusedError, type Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { stored } from '../../app/stored.ts';
import { type Attempt, attemptFor } from './attempt.ts';

/** Outlives the page: an order whose answer was lost is sent again with the same key, so it is the same order. */
const attempt = stored<Attempt>('attempt', parseAttempt, sessionStorage);

/** @throws RefusedError, or what `fetch` throws when there is no answer */
export async function placeOrder(wanted: Schemas['PlaceOrder']): Promise<Schemas['Order']> {
  const { key, body } = attemptFor(wanted, attempt.read());
  attempt.write({ key, body });
  const order = await orThrow(api.POST('/v1/orders', { params: { header: { 'idempotency-key': key } }, body })).catch(forget);
  attempt.write(undefined);
  return order;
}

/** An order refused because of its total was not placed. The next attempt has the new total, and so a key of its own. */
function forget(error: unknown): never {
  if (error instanceof RefusedError && isProblem(error.problem, 'total-changed')) attempt.write(undefined);
  throw error;
}

function parseAttempt(value: unknown): Attempt | undefined {
  const { key, body } = (value ?? {}) as Partial<Attempt>;
  return typeof key === 'string' && body && typeof body === 'object' ? { key, body } : undefined;
}
