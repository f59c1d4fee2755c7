import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { conflict, notFound, ProblemError } from '#shared/errors/problem.ts';
import { bookFilterOf } from '#shared/http/book-query.ts';
import { fromCursor, pageFrom, toCursor } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import * as routes from './book-routes.ts';
import type { PaymentIn } from './domain.ts';
import { troubleIn } from './effects.ts';
import type { Ledger, LedgerIntent, PaymentProvider } from './payment-provider.ts';
import type { PaymentRow } from './schema.ts';
import type { PaymentStore } from './store.ts';

export type BooksDeps = {
  payments: PaymentStore;
  ledger: Ledger;
  provider: Pick<PaymentProvider, 'cancel' | 'refund'>;
  log: Log;
};

/** The operators' API to list our payments and the provider's intents, and to release an intent that no order needs. */
export function mountBooks(app: OpenAPIHono<ServiceEnv>, { payments, ledger, provider, log }: BooksDeps): void {
  app.openapi(routes.listPayments, async (c) => {
    const query = c.req.valid('query');
    const rows = await payments.list(bookFilterOf(query));
    return c.json(pageFrom(rows, { ...query, view: entryOf, positionOf: ({ orderId }) => orderId }), 200);
  });

  app.openapi(routes.listIntents, async (c) => {
    const { cursor, limit, intentIds, ...time } = c.req.valid('query');
    if (intentIds !== undefined) {
      const found = await Promise.all([...new Set(intentIds.split(','))].map((id) => ledger.find(id))).catch(whenAway);
      return c.json({ items: found.flatMap((intent) => (intent ? [viewOf(intent)] : [])) }, 200);
    }
    const before = time.before === undefined ? new Date() : new Date(time.before);
    const from = time.from === undefined ? new Date(before.getTime() - dayMilliseconds) : new Date(time.from);
    const after = cursor === undefined ? undefined : fromCursor(cursor, routes.intentId);
    const { intents, isMore } = await ledger.list({ from, before, after, limit }).catch(whenAway);
    const last = intents.at(-1);
    return c.json({ items: intents.map(viewOf), ...(isMore && last ? { nextCursor: toCursor(last.intentId) } : {}) }, 200);
  });

  app.openapi(routes.releaseIntent, async (c) => {
    const { intentId } = c.req.valid('param');
    const intent = await ledger.find(intentId).catch(whenAway);
    const { data: orderId } = orderIdOfOurs.safeParse(intent?.orderId);
    if (!intent || !orderId) throw notFound('No such payment intent');
    refuseNeeded(intentId, await payments.find(orderId));
    const { userId } = actorOf(c);
    log.info({ action: 'release intent', orderId, intentId, userId }, 'operator acted');
    await payments.noteAction({ action: `release ${intentId}`, orderId, operatorId: userId, ...c.req.valid('json') });
    await release(intentId).catch(whenAway);
    return c.json(viewOf((await ledger.find(intentId).catch(whenAway)) ?? intent), 200);
  });

  /** Passes the intent's id as the order's, because the order's idempotency keys may have been used for another intent. */
  async function release(intentId: string): Promise<void> {
    const { did } = await provider.cancel(intentId, { intentId } as PaymentIn<'voiding'>);
    if (did === 'captureFirst') await provider.refund(intentId, { intentId } as PaymentIn<'refunding'>);
  }
}

const dayMilliseconds = 24 * 3_600_000;
// Other programs may use the same account, with their own ids in `metadata.orderId`.
const orderIdOfOurs = z.uuid();

/** Refuses to release an intent that the order needs or may still need. Only a finished payment rules that out. */
function refuseNeeded(intentId: string, row: PaymentRow | undefined): void {
  const { status = 'none' } = row?.state ?? {};
  const isUndone = ['failed', 'voided', 'refunded'].includes(status);
  if (isUndone || (status === 'captured' && row?.intentId !== intentId)) return;
  throw conflict('hold-needed', `The payment is ${status}, so it may still need this intent`);
}

/** A problem of a single intent is not an outage, so the caller is asked to retry. */
function whenAway(error: unknown): never {
  if (!(error instanceof RetryLaterError)) throw error;
  throw new ProblemError(503, 'unavailable', { title: 'The payment provider has not finished yet; try again', cause: error });
}

function entryOf({ orderId, state, intentId, amount, currency }: PaymentRow): routes.PaymentEntry {
  const money = amount !== null && currency !== null ? { amount, currency } : {};
  return { orderId, step: state.status, ...money, ...(intentId === null ? {} : { intentId }), ...troubleIn(state) };
}

const viewOf = ({ orderId, createdAt, ...intent }: LedgerIntent): routes.IntentView => ({
  ...intent,
  ...(orderId === undefined ? {} : { orderId }),
  createdAt: createdAt.toISOString(),
});
