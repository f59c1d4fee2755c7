import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { unknownCustomer } from '#events/unknown-order.ts';
import { conflict, invalid, notFound } from '#shared/errors/problem.ts';
import { listOf } from '#shared/http/book-query.ts';
import { sendIfChanged, sendIfNew } from '#shared/http/conditional.ts';
import { fromCursor, pageFrom } from '#shared/http/page.ts';
import { requestCause } from '#shared/http/request-cause.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { canBeOurs } from '#shared/ids/uuid-at.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { CountMessages } from '#shared/messaging/count-messages.ts';
import type { MessageAges } from '#shared/messaging/message-ages.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { stamp } from '#shared/saga/stamp.ts';
import type { Order } from '../domain.ts';
import type { OperatorAction } from '../schema.ts';
import type { TimelineStore } from '../timeline-store.ts';
import { mountArchive } from './archive.ts';
import { mountDeadLetters } from './dead-letters/app.ts';
import type { RedriveDeps } from './dead-letters/redrive.ts';
import { timelessOf } from './dead-letters/view.ts';
import { mountReconciliations, type ReconciliationDeps } from './reconciliations/app.ts';
import * as routes from './routes.ts';
import type { Action, OperatorChange, OperatorRow, OperatorStore } from './store.ts';
import { dossierOf, operatorViewOf, queueViewOf } from './view.ts';

export type OpsDeps = RedriveDeps &
  ReconciliationDeps &
  Pick<Participant<Order>, 'announce'> & {
    operatorStore: OperatorStore;
    countMessages: CountMessages;
    messageAges: MessageAges;
    timelines: TimelineStore;
    log: Log;
  };

const dayMilliseconds = 24 * 3_600_000;

/** The operators' API for orders and dead letters. None of it changes a decision. */
export function mountOps(app: OpenAPIHono<ServiceEnv>, deps: OpsDeps): void {
  const { operatorStore } = deps;
  const { dossier, act, announceNow, retell, adopt } = createDossiers(deps);

  app.openapi(routes.listOrders, async (c) => {
    const { limit, cursor, id, orderIds, overdue, parked, archived, archivable, from, before, ...rest } = c.req.valid('query');
    const filter = {
      ...rest,
      prefix: id?.replaceAll('-', ''),
      orderIds: listOf(orderIds),
      ...{ overdue: truthOf(overdue), parked: truthOf(parked), archived: truthOf(archived), archivable: truthOf(archivable) },
      ...{ placedFrom: dateOf(from), placedBefore: dateOf(before) },
    };
    const below = cursor === undefined ? undefined : fromCursor(cursor, z.int().positive());
    const rows = await operatorStore.list(filter, { before: below, limit: limit + 1 });
    return sendIfNew(c, pageFrom(rows, { limit, view: operatorViewOf, positionOf: ({ position }) => position }));
  });

  app.openapi(routes.countOrders, async (c) => {
    const { from = new Date(Date.now() - dayMilliseconds).toISOString() } = c.req.valid('query');
    return sendIfNew(c, { from, counts: await operatorStore.count(new Date(from)) });
  });

  app.openapi(routes.pace, async (c) => sendIfNew(c, await operatorStore.lastHour()));
  app.openapi(routes.queues, async (c) => {
    const [depths, ages, waiting] = await Promise.all([deps.countMessages(), deps.messageAges(), operatorStore.oldestWaiting()]);
    return sendIfNew(c, { queues: depths.map((depth) => queueViewOf(depth, { ages, waiting })) });
  });

  app.openapi(routes.getOrder, async (c) => {
    const shown = await dossier(c.req.valid('param').orderId);
    return sendIfChanged(c, shown, { ...shown, deadLetters: timelessOf(shown.deadLetters) });
  });
  app.openapi(routes.nudge, async (c) => {
    const { whenRoom, ...why } = c.req.valid('json');
    const nudge = { action: 'nudge', ...c.req.valid('param'), ...why } as const;
    return c.json(await (whenRoom ? act(c, nudge, 'makeDue') : announceNow(c, nudge)), 200);
  });
  app.openapi(routes.park, async (c) =>
    c.json(await act(c, { action: 'park', ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );
  app.openapi(routes.resume, async (c) =>
    c.json(await act(c, { action: 'resume', ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );

  app.openapi(routes.retell, async (c) =>
    c.json(await retell(c, { action: 'retell', ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );
  app.openapi(routes.adopt, async (c) => c.json(await adopt(c, { ...c.req.valid('param'), ...c.req.valid('json') }), 200));

  mountArchive(app, { ...deps, dossier });
  mountDeadLetters(app, deps);
  mountReconciliations(app, deps);
}

const truthOf = (flag: 'true' | 'false' | undefined) => (flag === undefined ? undefined : flag === 'true');
const dateOf = (instant: string | undefined) => (instant === undefined ? undefined : new Date(instant));

function createDossiers({ operatorStore, timelines, deadLetters, announce, log }: OpsDeps) {
  async function dossier(orderId: string, refuse: (row: OperatorRow) => void = () => undefined) {
    const row = await operatorStore.find(orderId);
    if (!row) throw notFound('No such order');
    refuse(row);
    const [events, actions, letters] = await Promise.all([
      timelines.read(orderId),
      operatorStore.actionsOf(orderId),
      deadLetters.ofOrder(orderId),
    ]);
    return dossierOf(row, { events, actions, letters });
  }

  /** Runs an action and returns the dossier afterwards. Parking or resuming an order twice is not an error, and is recorded once. */
  async function act(
    c: Context<ServiceEnv>,
    { action, orderId, reason }: Omit<Action, 'operatorId'> & { action: Exclude<OperatorAction, 'adopt' | 'archive'> },
    change?: OperatorChange,
  ) {
    const { userId } = actorOf(c);
    const isDone = await operatorStore.act({ action, orderId, reason, operatorId: userId }, change);
    if (!isDone) return dossier(orderId, (row) => refuseInVain(action, row));
    log.info({ action, orderId, userId }, 'operator acted');
    return dossier(orderId);
  }

  /** Publishes the event of an order during the request, however many messages wait: that is for the operator to judge. */
  async function announceNow(c: Context<ServiceEnv>, asked: Announcement & { action: 'nudge' }) {
    const told = await act(c, asked);
    const row = await operatorStore.find(asked.orderId);
    if (row) await announce(row.event);
    return told;
  }

  /** The same for a settled order. Its event would not be published later, so what could not be published is not recorded. */
  async function retell(c: Context<ServiceEnv>, asked: Announcement & { action: 'retell' }) {
    const row = await operatorStore.find(asked.orderId);
    if (row?.settled) await announce(row.event);
    return act(c, asked);
  }

  /** From now on the order is announced like any other cancelled order. */
  async function adopt(c: Context<ServiceEnv>, { orderId, reason }: Pick<Action, 'orderId' | 'reason'>) {
    const { userId } = actorOf(c);
    if (!canBeOurs(orderId, new Date()) && !(await operatorStore.find(orderId))) throw invalid([neverOurs]);
    const draft = { type: 'OrderCancelled', data: { customerId: unknownCustomer, reason: 'EXPIRED' } } as const;
    const event = stamp(draft, requestCause(c, orderId), new Date());
    const isNew = await operatorStore.adopt({ orderId, reason, operatorId: userId }, event);
    if (isNew) log.info({ action: 'adopt', orderId, userId }, 'operator acted');
    return dossier(orderId);
  }

  return { dossier, act, announceNow, retell, adopt };
}

type Announcement = Pick<Action, 'orderId' | 'reason'>;

const neverOurs = { path: 'orderId', message: 'None of our orders can have this id' };

function refuseInVain(action: Action['action'], { settled, parkedAt }: OperatorRow): void {
  if (action === 'retell') throw conflict('order-unsettled', 'The order is not settled, so it is still being announced');
  if (settled) throw conflict('order-settled', 'The order is settled; no service owes anything');
  if (action === 'nudge' && parkedAt) throw conflict('order-parked', 'The order is parked; resume it first');
}
