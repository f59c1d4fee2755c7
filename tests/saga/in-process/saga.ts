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

/** The services' parts, and wrappers around message handlers and published events. */
export type Services = { parts: Parts; bend: Bend; consume: (handle: Handle) => Handle; telling: (event: Event) => Event };

export type SagaOptions = {
  backends: Backends;
  /** What goes wrong; nothing by default. */
  plan?: Plan;
  /** In [0, 1): chooses the next message. Without it they go in order. */
  random?: () => number;
  concurrencyMax?: number;
  /** Plants a mistake in the services. */
  plant?: (services: Services) => Services;
  announcementsMax?: number;
  /** Whether each service has one replica instead of two. */
  isAlone?: boolean;
};

export type Saga = Awaited<ReturnType<typeof createSaga>>;

/**
 * The four services in this process, on real stores and on our bus, which injects the plan's faults into messages, handlers and
 * publishing. Everything else that happens to a message is real: delivery, outcomes, the loop, commands.
 */
export async function createSaga(options: SagaOptions) {
  const { backends, plan = () => undefined, random, concurrencyMax, plant = same, announcementsMax = 8 } = options;
  const { admin } = backends;
  // An unsettled order of an earlier run must not be announced into this one.
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

  /** No one waits for this, so a failure is left to the announcer. */
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
   * A round of both announcers. Rows fall due 5 to 30 s after they were last announced; instead of waiting, the administrator
   * sets their clocks forward. Which rows are announced at all, and the deadline, remain the services' decision.
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

  /** The announcer retries a failed announcement. */
  function track(service: Publisher, event: Event, announceIt: () => Promise<void>): void {
    const work = { service, step: undefined, type: event.type, orderId: event.subject, attempt: announcements };
    const announced = replicas[0].under(service, event.subject, {
      fault: faults.choose(work),
      // A request is answered when it is stored; publishing and recording follow.
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

  /** Delivers, and announces when nothing moves, until an event has been published or every order has settled without it. */
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

  /** Errors that were not injected and are not among the known outcomes. */
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

/** More than the orders of any test. */
const claimsMax = 25;

export class NotSettledError extends Error {
  override name = 'NotSettledError';
  constructor(rows: readonly object[]) {
    super(`not settled: ${JSON.stringify(rows)}`);
  }
}
