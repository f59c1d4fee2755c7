import type { Publisher } from '#events/define-events.ts';
import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createLoop, type RowStore } from '#shared/saga/loop.ts';
import { type SagaPart, taskOf } from '#shared/saga/participant.ts';
import { createRequests } from '#shared/saga/requests.ts';
import { billingSaga } from '../../../containers/billing/saga.ts';
import { inventorySaga } from '../../../containers/inventory/saga.ts';
import { learnFrom } from '../../../containers/orders/patience.ts';
import { ordersSaga } from '../../../containers/orders/saga.ts';
import { shippingSaga } from '../../../containers/shipping/saga.ts';
import type { Parts } from './backends.ts';
import { type Fault, type Faults, InjectedError, type WorkFault } from './faults.ts';

/** Handles an event; resolves when its message may be deleted. */
export type Handle = (event: Event) => Promise<void>;

export type Publish = (service: Publisher, event: Event) => void;

/** One process of each service. */
export type Replica = ReturnType<typeof createReplica>;

/** Modifies what a service brings to its loop. */
export type Bend = <P extends Publisher, State>(part: SagaPart<P, State>) => SagaPart<P, State>;

type ReplicaOptions = { parts: Parts; bend: Bend; faults: Faults; publish: Publish; log: Log };

/** The four services' own loops, in which work on an order can be made to fail. */
export function createReplica({ parts, bend, faults, publish, log }: ReplicaOptions) {
  /** The fault for a service's work on an order, and how many changes it has stored since. */
  const chosen = new Map<string, { fault: Fault | undefined; saves: number; isOver: boolean }>();
  const orders = loopOf(ordersSaga(parts.orders, { onSaved: learnFrom(parts.patience) }));
  const shipping = loopOf(shippingSaga(parts.shipments, parts.carrier));
  const loops = {
    orders,
    inventory: loopOf(inventorySaga(parts.reservations)),
    billing: loopOf(billingSaga(parts.payments, parts.provider)),
    shipping,
  };

  function loopOf<P extends Publisher, State>(part: SagaPart<P, State>) {
    const { service, steps } = part;
    const brought = {
      ...bend(part),
      store: mortal(service, part.store),
      publish: async (event: Event) => {
        fail(service, event.subject, 'fails after commit', 'publish refused');
        publish(service, event);
        fail(service, event.subject, 'publish unanswered');
      },
    };
    const loop = createLoop<State>(brought);
    return {
      ...createRequests({ ...brought, loop, log }),
      /** Resolves when nothing is in progress for an order. */
      idle: (cause: Cause) => loop.take({ cause, step: (state) => state, isNote: true }),
      handle: async (event: Event) => loop.take(taskOf(service, steps, event)),
    };
  }

  /** A store whose process dies just before storing its first or second change. */
  function mortal<State>(service: Publisher, store: RowStore<State>): RowStore<State> {
    return {
      load: store.load,
      async save(after, before) {
        const work = chosen.get(keyOf(service, after.orderId));
        if (work?.saves === 0) fail(service, after.orderId, 'fails at first commit');
        if (work?.saves === 1) fail(service, after.orderId, 'fails before second commit');
        await store.save(after, before);
        if (work) work.saves++;
      },
    };
  }

  /** Fails work that has reached one of these points, once; a process that died after a commit publishes nothing more. */
  function fail(service: Publisher, orderId: string, ...places: WorkFault[]): void {
    const work = chosen.get(keyOf(service, orderId));
    const fault = places.find((place) => place === work?.fault);
    if (!work || !fault) return;
    if (work.isOver && fault === 'fails after commit') throw new InjectedError(fault);
    if (work.isOver) return;
    work.isOver = true;
    faults.failIf(work.fault, fault);
  }

  /** Does work on an order with a fault armed. */
  async function under<T>(
    service: Publisher,
    orderId: string,
    { fault, work }: { fault: Fault | undefined; work: () => Promise<T> },
  ) {
    const key = keyOf(service, orderId);
    chosen.set(key, { fault, saves: 0, isOver: false });
    faults.failIf(fault, 'fails before commit');
    const result = await work();
    // A process without anything to publish dies anyway.
    if (!chosen.get(key)?.isOver) fail(service, orderId, 'fails after commit');
    return result;
  }

  return {
    handle: (service: Publisher, event: Event, fault?: Fault) =>
      under(service, event.subject, { fault, work: () => loops[service].handle(event) }),
    under,
    orders,
    shipping,
  };
}

const keyOf = (service: Publisher, orderId: string): string => `${service} ${orderId}`;
