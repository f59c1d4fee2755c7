import type { Publisher } from '#events/define-events.ts';
import type { Event, EventType } from '#events/index.ts';
import { StepImpossibleError } from '#shared/saga/task.ts';
import type { Effect } from '../../../containers/billing/effects.ts';
import { billingSaga } from '../../../containers/billing/saga.ts';
import type { PaymentStore } from '../../../containers/billing/store.ts';
import { inventorySaga } from '../../../containers/inventory/saga.ts';
import type { ReservationStore } from '../../../containers/inventory/store.ts';
import { shippingSaga } from '../../../containers/shipping/saga.ts';
import type { ShipmentStore } from '../../../containers/shipping/store.ts';
import { askCarrier, freshCarrier } from '../model/carrier.ts';
import { allIsWell } from '../model/circumstances.ts';
import { sample } from '../model/sample-events.ts';
import { askStripe, freshStripe, isLive } from '../model/stripe.ts';
import type { Process } from './stage.ts';

// biome-ignore lint/suspicious/noExplicitAny: the plays run services with different state types the same way
type Any = any;

/** The messages to one service, and what must hold for it. */
export type Play = {
  title: string;
  service: Publisher;
  /** Messages with their order and receiving replica; all at once. */
  told: readonly { about: 'A' | 'B'; type: EventType; replica?: 0 | 1 }[];
  replicas: 1 | 2;
  /** Resets the external service's books. */
  begin: () => void;
  /** The service's part, in a process. */
  part: (process: Process<Any>) => Any;
  /** What is wrong with the external service's books at the end. */
  wrong: (state: Any, orderId: string) => string | undefined;
};

export const orderIds = { A: '00000000-0000-4000-8000-00000000000a', B: '00000000-0000-4000-8000-00000000000b' };

export const eventAbout = (about: 'A' | 'B', type: EventType): Event => ({ ...sample[type], subject: orderIds[about] }) as Event;

/** A shipment that is booked and then cancelled, next to one that waits for its payment. */
export function shippingPlay(): Play {
  const carriers = new Map<string, typeof freshCarrier>();
  const allowed: Record<string, readonly string[]> = {
    waiting: ['booking', 'cancelled'],
    booking: ['booked', 'failed', 'cancelling'],
    booked: ['ready', 'cancelling'],
    cancelling: ['cancelled'],
  };
  return {
    title: 'shipping books and cancels a parcel beside another order',
    service: 'shipping',
    replicas: 1,
    told: [
      { about: 'A', type: 'OrderPlaced' },
      { about: 'A', type: 'PaymentAuthorized' },
      { about: 'A', type: 'OrderCancelled' },
      { about: 'B', type: 'OrderPlaced' },
    ],
    begin: () => carriers.clear(),
    part: (process) => {
      const ask = (effect: 'book' | 'cancel') => (orderId: string) =>
        process.call(`${effect} ${orderId.slice(-1)}`, () => {
          const { outside, result } = askCarrier(carriers.get(orderId) ?? freshCarrier, effect, allIsWell);
          carriers.set(orderId, outside);
          return result;
        });
      const store = process.createStore(({ state: after }, { state: before }) =>
        before.status === 'none' || before.status === after.status || allowed[before.status]?.includes(after.status)
          ? undefined
          : new Error(`a shipment cannot go from ${before.status} to ${after.status}`),
      );
      return shippingSaga(store as unknown as ShipmentStore, { book: ask('book'), cancel: ask('cancel') });
    },
    wrong: ({ status }, orderId) => {
      const isBooked = carriers.get(orderId)?.reference === 'booked';
      return isBooked === ['booked', 'ready'].includes(status) ? undefined : `${status}, and the carrier says ${isBooked}`;
    },
  };
}

/** A payment that two replicas process at once, authorized and voided. */
export function billingPlay(): Play {
  let stripe = freshStripe;
  return {
    title: 'two replicas of billing authorize and void one payment',
    service: 'billing',
    replicas: 2,
    told: [
      { about: 'A', type: 'OrderPlaced', replica: 0 },
      { about: 'A', type: 'StockReserved', replica: 1 },
      { about: 'A', type: 'OrderCancelled', replica: 0 },
    ],
    begin: () => {
      stripe = freshStripe;
    },
    part: (process) => {
      const ask = (effect: Effect) => () =>
        process.call(effect, () => {
          const { outside, result } = askStripe(stripe, effect, allIsWell);
          stripe = outside;
          return result;
        });
      const provider = {
        create: ask('create'),
        confirm: ask('confirm'),
        capture: ask('capture'),
        find: ask('find'),
        cancel: ask('cancel'),
        refund: ask('refund'),
      };
      return billingSaga(process.createStore(() => undefined) as unknown as PaymentStore, provider);
    },
    wrong: ({ status }) =>
      status === 'voided' && !isLive(stripe.intent) ? undefined : `${status}, and the intent is ${stripe.intent}`,
  };
}

/** A payment that is authorized at one replica and captured at the other, which has its earlier state cached. */
export function capturePlay(): Play {
  const play = billingPlay();
  return {
    ...play,
    title: 'a replica of billing has cached what another has changed',
    told: [
      { about: 'A', type: 'OrderPlaced', replica: 0 },
      { about: 'A', type: 'StockReserved', replica: 1 },
      { about: 'A', type: 'OrderConfirmed', replica: 0 },
    ],
    wrong: ({ status }) => (status === 'captured' ? undefined : `the payment is ${status}`),
  };
}

/** A reservation with insufficient stock, for which two messages arrive at once, next to one with enough. */
export function inventoryPlay(): Play {
  return {
    title: 'inventory has too little stock for an order that two messages place at once',
    service: 'inventory',
    replicas: 1,
    told: [
      { about: 'A', type: 'OrderPlaced' },
      { about: 'A', type: 'OrderConfirmed' },
      { about: 'B', type: 'OrderPlaced' },
    ],
    begin: () => undefined,
    part: (process) => {
      // Only A is short, and every change that would move its items is impossible.
      const store = process.createStore(({ orderId, state: after }, { state: before }) =>
        orderId === orderIds.A && before.status === 'none' && ['reserved', 'committed'].includes(after.status)
          ? new StepImpossibleError([{ productId: orderIds.A, requested: 2, available: 1 }])
          : undefined,
      );
      return inventorySaga(store as unknown as ReservationStore);
    },
    wrong: ({ status }, orderId) => {
      const ends = orderId === orderIds.A ? ['rejected'] : ['reserved'];
      return ends.includes(status) ? undefined : `the reservation is ${status}`;
    },
  };
}
