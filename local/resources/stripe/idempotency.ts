import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';
import { canonical } from './form.ts';
import type { Stripe, StripeAnswer, StripeCall } from './operations.ts';
import type { StripeErrorBody } from './stripe-error.ts';

const keptHours = 24;

/**
 * Stores the answer to every POST with an idempotency key for 24 hours, including errors and 500s, in the same transaction as
 * its effects, and replays it for the same request. A different request with that key is refused.
 */
export function withIdempotency(database: DatabaseSync, next: Stripe): Stripe {
  const find = database.prepare('SELECT * FROM idempotency WHERE key = ? AND createdAt > ?');
  const store = database.prepare(
    `INSERT OR REPLACE INTO idempotency (key, path, params, requestId, status, body, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );

  function answerOnce(call: StripeCall, key: string): StripeAnswer {
    const params = canonical(call.params);
    const stored = find.get(key, Date.now() - keptHours * 3_600_000) as Stored | undefined;
    if (stored)
      return stored.path === call.path && stored.params === params ? replay(stored) : refuse(key, stored.path, call.path);
    const answer = next(call);
    if (wasExecuted(answer)) {
      store.run(key, call.path, params, call.requestId, answer.status, JSON.stringify(answer.body), Date.now());
    }
    return answer;
  }

  return (call) => {
    const { method, idempotencyKey } = call;
    return transaction(database, () => (method === 'POST' && idempotencyKey ? answerOnce(call, idempotencyKey) : next(call)));
  };
}

type Stored = { path: string; params: string; requestId: string; status: number; body: string };

function replay({ status, body, requestId }: Stored): StripeAnswer {
  return { status, body: JSON.parse(body), headers: { 'idempotent-replayed': 'true', 'original-request': requestId } };
}

/** Stripe stores no answer when validation failed or it was too busy: nothing was executed. */
function wasExecuted({ status, body }: StripeAnswer): boolean {
  const { error } = body as { error?: StripeErrorBody };
  return status === 200 || (status !== 429 && error?.param === undefined);
}

function refuse(key: string, firstPath: string, path: string): StripeAnswer {
  const same = firstPath === path ? 'with the same parameters they were first used with' : `for the same endpoint (${firstPath})`;
  const message =
    `Keys for idempotent requests can only be used ${same}. ` +
    `Try using a key other than '${key}' if you meant to execute a different request.`;
  return { status: 400, body: { error: { type: 'idempotency_error', message } } };
}
