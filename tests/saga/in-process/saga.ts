import type { Publisher } from '#events/define-events.ts';
import type { Event, EventType } from '#events/index.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { announceDue } from '../../../containers/orders/commands/announce-due.ts';
import type { Backends } from './backends.ts';
import { createBus } from './bus.ts';
import { createClients } from './clients.ts';
import { createConsumers, type Services } from './consumers.ts';
import { createFaults, type Fault, InjectedError, type Plan } from './faults.ts';
import { silentLog } from '../../support/silent-log.ts';

export type SagaOptions = {
  backends: Backends;
  /** What goes wrong; nothing by default. */
  plan?: Plan;
  /** In [0, 1): which message is next. Without it they go in order. */
  random?: () => number;
  concurrencyMax?: number;
  /** Puts a mistake into the services. */
  plant?: (services: Services) => Services;
  announcementsMax?: number;
};

export type Saga = Awaited<ReturnType<typeof createSaga>>;

/**
 * The four services in this process, on real stores and on a bus of ours that does to messages, handlers and publishing what
 * the plan says. All else between a message and its end is the real thing: delivery, outcomes, reactions, commands.
 */
export async function createSaga(options: SagaOptions) {
  const { backends, plan = () => undefined, random, concurrencyMax, plant = (same) => same, announcementsMax = 8 } = options;
  const { admin } = backends;
  // An order that an earlier run left unsettled must not be announced into this one.
  await admin`truncate orders.orders, billing.payments, shipping.shipments`;
  const services = plant({ parts: backends.parts, consume: (handle) => handle });
  const { parts } = services;
  const { log, entries } = silentLog();
  const faults = createFaults(plan);
  const bus = createBus({ random, concurrencyMax, deliver: (message) => deliver(message) });
  const { deliver, findLost } = createConsumers({ services, faults, bus, publish, log });
  const clients = createClients({ parts, faults, publishSoon });
  let announcements = 0;

  /** As shared/messaging/publisher.ts does: the topic accepts, then the service notes that it has. */
  async function publish(service: Publisher, events: readonly Event[], fault?: Fault): Promise<void> {
    faults.failIf(fault, 'publish refused');
    bus.publish(service, events);
    faults.failIf(fault, 'publish unanswered');
    if (service === 'orders') await parts.noteAnnounced(events, { orders: parts.orders });
    if (service === 'shipping') await parts.shipments.noteAnnounced(events);
  }

  /** Nobody waits for this, so what fails is left to the announcer. */
  function publishSoon(service: Publisher, events: readonly Event[], fault?: Fault): void {
    const published = publish(service, events, fault).catch((error) => {
      if (!(error instanceof InjectedError) && 'error' in outcomeOf(error)) throw error;
    });
    bus.track(published);
  }

  /**
   * A round of both announcers. Rows fall due 5 to 30 s after they were last announced; rather than wait for that, the
   * administrator sets their clocks forward. Which rows are announced at all, and the deadline, stay the services' business.
   */
  async function announce(): Promise<void> {
    announcements++;
    await admin`update orders.orders set announce_at = now() where announce_at is not null`;
    await admin`update shipping.shipments set announce_at = now() where announce_at is not null`;
    for (const event of [...(await announceDue(parts, claimsMax)), ...(await parts.shipments.claimDue(claimsMax))]) {
      const service = event.source.slice(1) as Publisher;
      const work = { service, step: undefined, type: event.type, orderId: event.subject, attempt: announcements };
      publishSoon(service, [event], faults.choose(work));
    }
  }

  /** Delivers and announces until every order is settled. @throws NotSettledError after `announcementsMax` announcements */
  async function settle(): Promise<void> {
    await bus.run();
    for (let rounds = 0; (await unsettled()).length > 0; rounds++) {
      if (rounds >= announcementsMax) throw new NotSettledError(await unsettled());
      await announce();
      await bus.run();
    }
  }

  /** Delivers, and announces where nothing moves, until an event has been published or every order is settled without it. */
  async function runUntilPublished(type: EventType): Promise<void> {
    const isPublished = () => bus.published.some((event) => event.type === type);
    for (let rounds = 0; rounds <= announcementsMax; rounds++) {
      await bus.run(isPublished);
      if (isPublished() || (await unsettled()).length === 0) return;
      await announce();
    }
    throw new NotSettledError(await unsettled());
  }

  /** The rows that still owe or are owed something, as the administrator sees them. */
  const unsettled = () => admin`
    select order_id, decision, stock, payment, shipment from orders.orders where not settled
    union all select order_id, '', '', '', status from shipping.shipments where announce_at is not null`;

  /** Errors that nobody injected and that have no name among the outcomes. */
  const surprises = () =>
    entries.flatMap(({ fields: { err } }) => (err === undefined || err instanceof InjectedError ? [] : [err]));

  const { injected, stepsTaken } = faults;
  return {
    ...clients,
    ...{ bus, findLost, injected, stepsTaken, surprises },
    ...{ announce, settle, runUntilPublished, announcements: () => announcements },
  };
}

/** The announcer's own bound, more than any test has orders. */
const claimsMax = 25;

export class NotSettledError extends Error {
  override name = 'NotSettledError';
  constructor(rows: readonly object[]) {
    super(`not settled: ${JSON.stringify(rows)}`);
  }
}
