import type { Publisher } from '#events/define-events.ts';
import type { Event, EventType } from '#events/index.ts';
import { expireOrder } from '../../../containers/orders/commands/expire-order.ts';
import { silentLog } from '../../support/silent-log.ts';
import type { Backends, Parts } from './backends.ts';
import { createBus } from './bus.ts';
import { createClients } from './clients.ts';
import { createConsumers } from './consumers.ts';
import { createFaults, type Fault, InjectedError, type Plan } from './faults.ts';
import { type Bend, createReplica, type Handle } from './replicas.ts';

/** The services' parts, and what stands around the handler of a message and around what it publishes. */
export type Services = { parts: Parts; bend: Bend; consume: (handle: Handle) => Handle; telling: (event: Event) => Event };

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
  /** Whether each service has one replica instead of two. */
  isAlone?: boolean;
};

export type Saga = Awaited<ReturnType<typeof createSaga>>;

/**
 * The four services in this process, on real stores and on a bus of ours that does to messages, handlers and publishing what
 * the plan says. All else between a message and its end is the real thing: delivery, outcomes, the loop, commands.
 */
export async function createSaga(options: SagaOptions) {
  const { backends, plan = () => undefined, random, concurrencyMax, plant = same, announcementsMax = 8 } = options;
  const { admin } = backends;
  // An order that an earlier run left unsettled must not be announced into this one.
  await admin`truncate orders.orders, billing.payments, shipping.shipments`;
  const planted = () => plant({ parts: backends.newParts(), bend: same, consume: same, telling: same });
  const { parts, consume, telling } = planted();
  const { log, entries } = silentLog();
  const faults = createFaults(plan);
  const bus = createBus({ random, concurrencyMax, deliver: (message) => deliver(message) });
  const publish = (service: Publisher, event: Event) => bus.publish(service, [telling(event)]);
  const newReplica = () => createReplica({ ...planted(), faults, publish, log });
  const first = newReplica();
  const replicas = [first, options.isAlone ? first : newReplica()] as const;
  const { deliver, findLost } = createConsumers({ replicas, consume, faults, bus, log });
  const clients = createClients({ parts, replica: replicas[0], faults, failToPublish });
  let announcements = 0;

  /** Nobody waits for this, so what fails is left to the announcer. */
  function failToPublish(event: Event, fault: Fault): void {
    try {
      // A process that dies after its commit has not published; `under` counts that one.
      if (fault === 'fails after commit') return;
      faults.failIf(fault, 'publish refused');
      publish('orders', event);
      faults.failIf(fault, 'publish unanswered');
    } catch (error) {
      if (!(error instanceof InjectedError)) throw error;
    }
  }

  /**
   * A round of both announcers. Rows fall due 5 to 30 s after they were last announced; rather than wait for that, the
   * administrator sets their clocks forward. Which rows are announced at all, and the deadline, stay the services' business.
   */
  async function announce(): Promise<void> {
    announcements++;
    await admin`update orders.orders set announce_at = now() where announce_at is not null`;
    await admin`update shipping.shipments set announce_at = now() where announce_at is not null`;
    const [replica] = replicas;
    for (const event of await parts.orders.findExpired(claimsMax))
      track('orders', event, () => expireOrder(event, replica.orders));
    for (const { event } of await parts.orders.claimDue(claimsMax)) track('orders', event, () => replica.orders.announce(event));
    for (const event of await parts.shipments.claimDue(claimsMax))
      track('shipping', event, () => replica.shipping.announce(event));
  }

  /** What an announcement fails with the announcer takes up again. */
  function track(service: Publisher, event: Event, announceIt: () => Promise<void>): void {
    const work = { service, step: undefined, type: event.type, orderId: event.subject, attempt: announcements };
    const announced = replicas[0].under(service, event.subject, {
      fault: faults.choose(work),
      // What is asked for is answered when it is stored, and published and noted behind that.
      work: () => announceIt().then(() => replicas[0][service === 'orders' ? 'orders' : 'shipping'].idle(event)),
    });
    bus.track(
      announced.catch((error) => {
        if (!(error instanceof InjectedError)) throw error;
      }),
    );
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

const same = <T>(it: T): T => it;

/** More than any test has orders. */
const claimsMax = 25;

export class NotSettledError extends Error {
  override name = 'NotSettledError';
  constructor(rows: readonly object[]) {
    super(`not settled: ${JSON.stringify(rows)}`);
  }
}
