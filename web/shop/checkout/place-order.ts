import { isProblem, RefusedError, type Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { stored } from '../../app/stored.ts';
import { type Attempt, attemptsFor } from './attempts.ts';

/** The last attempt that has not been answered. It outlives the page. */
const unanswered = stored<Attempt>('attempt', (value) => value as Attempt, sessionStorage);

/** @throws RefusedError, or what `fetch` throws when there is no answer */
export async function placeOrder(body: Schemas['PlaceOrder']): Promise<Schemas['Order']> {
  const [first, next] = attemptsFor(body, unanswered.read(), () => crypto.randomUUID());
  return send(first).catch((error: unknown) => {
    if (next && isTotalChanged(error)) return send(next);
    throw error;
  });
}

async function send(attempt: Attempt): Promise<Schemas['Order']> {
  unanswered.write(attempt);
  const header = { 'idempotency-key': attempt.key };
  const placing = orThrow(api.POST('/v1/orders', { params: { header }, body: JSON.parse(attempt.body) }));
  return placing.then(answered, (error: unknown) => {
    if (isNotPlaced(error)) unanswered.write(undefined);
    throw error;
  });
}

function answered(order: Schemas['Order']): Schemas['Order'] {
  unanswered.write(undefined);
  return order;
}

/** The API refuses with these only after checking the key. Others, such as a 401, leave open whether the order was placed. */
const isNotPlaced = (error: unknown): boolean => error instanceof RefusedError && [409, 422].includes(error.status);

/** The order has not been placed: its total is no longer the one that the customer was shown. */
const isTotalChanged = (error: unknown): boolean => error instanceof RefusedError && isProblem(error.problem, 'total-changed');
