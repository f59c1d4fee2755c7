import { z } from '@hono/zod-openapi';
import type { Publisher } from '#events/define-events.ts';
import { triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import type { QueueDepth } from '#shared/messaging/count-messages.ts';
import { toOrder } from '../order-row.ts';
import { operatorActions } from '../schema.ts';
import type { TimelineEntry } from '../timeline-store.ts';
import { orderStatus, orderView, viewOf } from '../view.ts';
import { waitingFor } from '../waiting-for.ts';
import { deadLetterView, viewOf as deadLetterViewOf } from './dead-letters/view.ts';
import type { ActionRow, OperatorRow } from './store.ts';

const instant = z.iso.datetime();

/**
 * An order as operators see it in a list: adds the customer, the facts about each participant, and the next announcement. The address
 * is personal data, so it is shown only for a single order.
 */
export const operatorOrderView = orderView
  .omit({ shipTo: true })
  .extend({
    customerId: z.uuid(),
    stock: z.string(),
    payment: z.string(),
    shipment: z.string(),
    overdue: z.boolean().meta({ description: 'Not settled a minute after its decision, or after its deadline' }),
    decidedAt: instant.optional(),
    settledAt: instant.optional().meta({ description: 'Absent for orders that settled before this was recorded' }),
    parkedAt: instant.optional(),
    announcedAgain: z.int().meta({
      description:
        'How often its current event was due again, or nudged. It was published each time, unless too many messages were waiting for the services that owe an answer',
    }),
    announcedNext: instant.optional(),
  })
  .meta({ id: 'OperatorOrder' });

const debt = z.object({
  service: z.string(),
  event: z.string(),
  since: instant.meta({ description: 'When the service last received the event that makes it owe this, if known' }),
});

/** Everything that `orders` knows about an order. */
export const orderDossier = operatorOrderView
  .omit({ waitingFor: true })
  .extend({
    correlationId: z
      .string()
      .meta({ description: 'The correlation id of the request that placed it; log lines and events carry it' }),
    traceId: z.string().meta({ description: 'The trace id of that request, as in X-Ray and W3C Trace Context' }),
    owed: z.array(debt),
    events: z.array(z.object({ id: z.uuid(), type: z.string(), source: z.string(), time: instant })),
    actions: z.array(z.object({ action: z.enum(operatorActions), reason: z.string(), operatorId: z.uuid(), at: instant })),
    deadLetters: z
      .array(deadLetterView)
      .meta({ description: 'Parked messages about it, whatever their state; the latest hundred' }),
  })
  .meta({ id: 'OrderDossier' });

/** Statistics of the last hour, by the minute in which orders were placed. Minutes without orders are omitted. */
export const orderPace = z
  .object({
    minutes: z.array(z.object({ at: instant, placed: z.int(), confirmed: z.int(), cancelled: z.int() })),
    settled: z.int().meta({ description: 'How many of them have settled' }),
    settleSeconds: z
      .object({ p50: z.number(), p95: z.number() })
      .optional()
      .meta({ description: 'How long that took from placement: the 50th and the 95th percentile' }),
  })
  .meta({ id: 'OrderPace' });

export const queueDepth = z
  .object({
    queue: z.string().meta({ description: 'The consumer of the queue' }),
    waiting: z.int().meta({ description: 'Messages waiting to be received; approximate, as SQS counts' }),
    inFlight: z.int().meta({ description: 'Messages that are being processed, or are waiting for a retry' }),
    oldestMessageSeconds: z.int().optional().meta({
      description:
        'How old the oldest of these messages was when CloudWatch last measured it, once a minute. Missing if there are none, and if CloudWatch does not know or does not answer. SQS leaves out messages that have been received more than three times',
    }),
    oldestWaiting: z.object({ orderId: z.uuid(), since: instant }).optional().meta({
      description:
        'The oldest order that is waiting for an event from this consumer, and when it was decided or, while it is open, placed. Missing when no order is waiting. Parked orders do not count',
    }),
  })
  .meta({ id: 'QueueDepth' });

/** What is known about the queues besides their depth, by consumer. */
type Oldest = { ages: ReadonlyMap<string, number>; waiting: ReadonlyMap<string, { orderId: string; since: Date }> };

export function queueViewOf(depth: QueueDepth, { ages, waiting }: Oldest): z.infer<typeof queueDepth> {
  const { orderId, since } = waiting.get(depth.queue) ?? {};
  // The age is up to minutes older than the depth: what was the oldest message may be gone.
  const age = depth.waiting + depth.inFlight > 0 ? ages.get(depth.queue) : undefined;
  return {
    ...depth,
    ...(age === undefined ? {} : { oldestMessageSeconds: age }),
    ...(orderId && since ? { oldestWaiting: { orderId, since: since.toISOString() } } : {}),
  };
}

export const statusCount = z.object({ status: orderStatus, orders: z.int(), overdue: z.int() });

export function operatorViewOf(row: OperatorRow): z.infer<typeof operatorOrderView> {
  const { customerId, stock, payment, shipment, overdue } = row;
  const { shipTo: _, ...view } = viewOf(row);
  return {
    ...view,
    ...{ customerId, stock, payment, shipment, overdue },
    ...(row.decidedAt ? { decidedAt: row.decidedAt.toISOString() } : {}),
    ...(row.settledAt ? { settledAt: row.settledAt.toISOString() } : {}),
    ...(row.parkedAt ? { parkedAt: row.parkedAt.toISOString() } : {}),
    announcedAgain: row.announceAttempts,
    ...(row.announceAt ? { announcedNext: row.announceAt.toISOString() } : {}),
  };
}

type Known = { events: readonly TimelineEntry[]; actions: readonly ActionRow[]; letters: readonly DeadLetter[] };

export function dossierOf(row: OperatorRow, { events, actions, letters }: Known): z.infer<typeof orderDossier> {
  const now = new Date();
  const { waitingFor: _, ...view } = operatorViewOf(row);
  const debts = waitingFor(toOrder(row)).map((owed) => ({ ...owed, since: owedSince(owed, events) ?? row.event.time }));
  return {
    ...view,
    correlationId: row.event.correlationid,
    traceId: row.event.traceparent.split('-')[1] ?? '',
    owed: debts,
    events: events.map(({ id, type, source, time }) => ({ id, type, source, time })),
    actions: actions.map(({ action, reason, operatorId, at }) => ({ action, reason, operatorId, at: at.toISOString() })),
    deadLetters: letters.map((letter) => deadLetterViewOf(letter, now)),
  };
}

/** The time of the latest event that makes a service owe this one, by the saga table. */
function owedSince({ service, event }: { service: Publisher; event: EventType }, events: readonly TimelineEntry[]) {
  const [, step] = rows.find(([, { by, emits }]) => by === service && emits === event) ?? [];
  const triggers: readonly string[] = step?.on ? triggerTypes(step.on) : [];
  return events
    .filter(({ type }) => triggers.includes(type))
    .map(({ time }) => time)
    .sort()
    .at(-1);
}
