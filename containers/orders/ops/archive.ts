import type { OpenAPIHono } from '@hono/zod-openapi';
import { conflict, notFound, type ProblemError } from '#shared/errors/problem.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import { retentionDays } from '#shared/saga/retention-days.ts';
import type { TimelineStore } from '../timeline-store.ts';
import type { DeadLetterStore } from './dead-letters/store.ts';
import * as routes from './routes.ts';
import type { Action, OperatorRow, OperatorStore } from './store.ts';
import type { dossierOf } from './view.ts';

type ArchiveDeps = { operatorStore: OperatorStore; timelines: TimelineStore; deadLetters: DeadLetterStore; log: Log };

type Dossiers = { dossier: (orderId: string) => Promise<ReturnType<typeof dossierOf>> };

/**
 * The operators' API to archive an old order. The row is reduced first: if the process dies before the timeline is removed, the same
 * request finishes it. Only events that the caller names are removed: any other has arrived since the caller saved them.
 */
export function mountArchive(app: OpenAPIHono<ServiceEnv>, deps: ArchiveDeps & Dossiers): void {
  app.openapi(routes.archive, async (c) => {
    const { orderId } = c.req.valid('param');
    const { reason, savedEvents } = c.req.valid('json');
    await archive({ orderId, reason, operatorId: actorOf(c).userId }, deps);
    await deps.timelines.remove(orderId, savedEvents);
    return c.json(await deps.dossier(orderId), 200);
  });
}

/** Archives an order unless it is archived already. @throws ProblemError 404, or 409 if it must be kept */
async function archive(
  { orderId, operatorId, ...why }: Omit<Action, 'action'>,
  { operatorStore, deadLetters, log }: ArchiveDeps,
): Promise<void> {
  const find = async () => {
    const row = await operatorStore.find(orderId);
    if (!row) throw notFound('No such order');
    return row;
  };
  const before = await find();
  if (before.archivedAt) return;
  const hasOpenLetter = (await deadLetters.list({ orderId, state: 'open' }, { limit: 1 })).letters.length > 0;
  const isDone = !hasOpenLetter && (await operatorStore.act({ action: 'archive', orderId, operatorId, ...why }));
  if (isDone) log.info({ action: 'archive', orderId, userId: operatorId }, 'operator acted');
  const after = await find();
  // Another request may have archived it meanwhile.
  if (!after.archivedAt) throw whyKept({ ...after, hasOpenLetter });
}

type Kept = Pick<OperatorRow, 'settled' | 'shipment'> & { hasOpenLetter: boolean };

/** Why an order that the database has not archived must be kept. */
export function whyKept({ settled, shipment, hasOpenLetter }: Kept): ProblemError {
  if (!settled) return conflict('order-unsettled', 'The order is not settled');
  if (shipment === 'ready')
    return conflict('shipment-not-dispatched', 'The parcel has not shipped yet, so the address is still needed');
  if (hasOpenLetter) return conflict('dead-letter-open', 'A dead letter of the order is open; redrive or drop it first');
  return conflict('order-too-young', `The order has not been settled for ${retentionDays} days`);
}
