import type { Shipment } from '../../../containers/shipping/domain.ts';
import type { Defect } from './defects.ts';
import { reachesAnEnd } from './explore.ts';
import type { System } from './system.ts';

const none = { status: 'none' } as const;

/** Mistakes in billing and shipping, and in what all participants have in common. */
export const workerDefects: readonly Defect[] = [
  {
    title: 'billing does not answer a duplicate',
    caughtBy: reachesAnEnd,
    plant: (system) => ({ ...system, answers: (by, changed) => changed || by !== 'billing' }),
  },
  {
    title: 'billing leaves no tombstone',
    caughtBy: 'a settled order agrees with every participant',
    plant: (system) =>
      decideBilling(system, (decide) => (payment, event) => {
        const isTombstone = payment.status === 'voided' && !payment.intentId;
        const isTrigger = event.type === 'OrderPlaced' || event.type === 'StockReserved';
        return decide(isTombstone && isTrigger ? none : payment, event);
      }),
  },
  {
    title: 'billing refuses to void an authorized payment',
    caughtBy: reachesAnEnd,
    plant: (system) =>
      decideBilling(
        system,
        (decide) => (payment, event) =>
          payment.status === 'authorized' && event.type === 'OrderCancelled' ? payment : decide(payment, event),
      ),
  },
  {
    title: 'billing authorizes in a single call, so that an undo finds no intent to cancel',
    caughtBy: 'a failed, voided or refunded payment holds no money',
    plant: (system) => authorizeInOneCall(system),
  },
  {
    title: 'billing captures as soon as a payment is authorized',
    caughtBy: 'money is captured only for an order that was confirmed',
    plant: (system) =>
      concludeBilling(system, (next) => (next.status === 'authorized' ? { ...next, status: 'capturing' } : next)),
  },
  {
    title: 'a refused capture leaves the money held',
    caughtBy: 'a failed, voided or refunded payment holds no money',
    given: { captureSucceeds: false },
    plant: (system) =>
      concludeBilling(system, (next) => (next.status === 'abandoning' ? { ...next, status: 'failed', phase: 'capture' } : next)),
  },
  {
    title: 'a captured payment is refunded when OrderConfirmed repeats',
    caughtBy: 'a settled order agrees with every participant',
    plant: (system) =>
      decideBilling(
        system,
        (decide) => (payment, event) =>
          payment.status === 'captured' && event.type === 'OrderConfirmed'
            ? { ...payment, status: 'refunding' }
            : decide(payment, event),
      ),
  },
  {
    title: 'a repeated capture has a new key, and takes the money again',
    caughtBy: 'money is captured at most once',
    plant: (system) => captureAgain(system),
  },
  {
    title: 'shipping does not answer a duplicate',
    caughtBy: reachesAnEnd,
    plant: (system) => ({ ...system, answers: (by, changed) => changed || by !== 'shipping' }),
  },
  {
    title: 'shipping leaves no tombstone',
    caughtBy: 'a settled order agrees with every participant',
    plant: (system) =>
      decideShipping(system, (decide) => (shipment, event) => {
        const isTombstone = shipment.status === 'cancelled' && !shipment.trackingNumber;
        const isTrigger = event.type === 'OrderPlaced' || event.type === 'PaymentAuthorized';
        return decide(isTombstone && isTrigger ? none : shipment, event);
      }),
  },
  {
    title: 'shipping never publishes ShipmentReady, and no order waits for it',
    caughtBy: 'a settled confirmed order can be dispatched',
    plant: (system) => forgetReady(system),
  },
  {
    title: 'shipping cancels without telling the carrier',
    caughtBy: 'a settled cancelled order leaves nothing held, taken or booked',
    plant: (system) =>
      decideShipping(system, (decide) => (shipment, event) => {
        const next = decide(shipment, event);
        return typeof next === 'object' && next.status === 'cancelling' ? { ...next, status: 'cancelled' } : next;
      }),
  },
  {
    title: 'operators can dispatch a booked shipment before it is paid for',
    caughtBy: 'a shipment can leave only once it is paid for',
    plant: ({ shipping, ...system }) => ({
      ...system,
      shipping: {
        ...shipping,
        dispatchShipment: (shipment) =>
          shipment.status === 'booked' ? { ...shipment, status: 'dispatched' } : shipping.dispatchShipment(shipment),
      },
    }),
  },
  {
    title: 'a late PaymentCaptured makes a dispatched shipment ready again',
    caughtBy: 'a ready shipment never goes back to an earlier state',
    plant: (system) =>
      decideShipping(
        system,
        (decide) => (shipment, event) =>
          shipment.status === 'dispatched' && event.type === 'PaymentCaptured'
            ? ({ ...shipment, status: 'ready' } as Shipment)
            : decide(shipment, event),
      ),
  },
  {
    title: 'events are published before their state is committed',
    caughtBy: 'an event is published only after its state is stored',
    plant: (system) => ({ ...system, first: 'publish' }),
  },
];

/** Mistakes that show only when our own rows have been lost. */
export const forgetfulDefects: readonly Defect[] = [
  {
    title: 'a missing payment is treated as a missing intent',
    caughtBy: 'a failed, voided or refunded payment holds no money',
    plant: (system) =>
      decideBilling(system, (decide) => (payment, event) => {
        const next = decide(payment, event);
        return typeof next === 'object' && next.status === 'searching'
          ? { ...next, status: 'voided', intentId: undefined }
          : next;
      }),
  },
  {
    title: 'a missing shipment is treated as a missing booking',
    caughtBy: 'a settled cancelled order leaves nothing held, taken or booked',
    plant: (system) =>
      decideShipping(system, (decide) => (shipment, event) => {
        const next = decide(shipment, event);
        return typeof next === 'object' && next.status === 'cancelling' && !next.consignee
          ? { ...next, status: 'cancelled' }
          : next;
      }),
  },
  {
    title: 'money captured before the restore is kept',
    caughtBy: 'a failed, voided or refunded payment holds no money',
    plant: (system) =>
      concludeBilling(system, (next) =>
        next.status === 'refunding' ? { ...next, status: 'voided', customerId: next.terms.customerId } : next,
      ),
  },
];

type Billing = System['billing'];
type Shipping = System['shipping'];

function decideBilling(system: System, bend: (decide: Billing['decide']) => Billing['decide']): System {
  return { ...system, billing: { ...system.billing, decide: bend(system.billing.decide) } };
}

function concludeBilling(
  system: System,
  bend: (next: ReturnType<Billing['conclude']>) => ReturnType<Billing['conclude']>,
): System {
  const { billing } = system;
  return { ...system, billing: { ...billing, conclude: (payment, result) => bend(billing.conclude(payment, result)) } };
}

function decideShipping(system: System, bend: (decide: Shipping['decide']) => Shipping['decide']): System {
  return { ...system, shipping: { ...system.shipping, decide: bend(system.shipping.decide) } };
}

function authorizeInOneCall(system: System): System {
  const { billing } = system;
  const ask: Billing['ask'] = (stripe, effect) => {
    const asked = billing.ask(stripe, effect);
    return effect === 'create' ? { ...asked, outside: billing.ask(asked.outside, 'confirm').outside } : asked;
  };
  return { ...system, billing: { ...billing, ask } };
}

function captureAgain(system: System): System {
  const { billing } = system;
  const ask: Billing['ask'] = (stripe, effect) => {
    const asked = billing.ask(stripe, effect);
    const again = effect === 'capture' && stripe.captures > 0;
    return again ? { ...asked, outside: { ...stripe, captures: stripe.captures + 1 } } : asked;
  };
  return { ...system, billing: { ...billing, ask } };
}

function forgetReady(system: System): System {
  const deaf = decideShipping(
    system,
    (decide) => (shipment, event) => (event.type === 'PaymentCaptured' ? shipment : decide(shipment, event)),
  );
  const isSettled: System['orders']['isSettled'] = (order) =>
    system.orders.isSettled(order.shipment === 'booked' ? { ...order, shipment: 'ready' } : order);
  return { ...deaf, orders: { ...deaf.orders, isSettled, announces: ({ order }) => !isSettled(order) } };
}
