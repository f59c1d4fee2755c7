import type { Circumstances } from './circumstances.ts';
import { reachesAnEnd } from './explore.ts';
import type { BillingRace, ShippingRace } from './races.ts';

/** A mistake in a handler, and the rule that detects it. */
type RaceDefect<R> = { title: string; caughtBy: string; given?: Partial<Circumstances>; plant: (race: R) => R };

type BillingWorker = BillingRace['worker'];
type ShippingWorker = ShippingRace['worker'];

const billing = (race: BillingRace, bend: (worker: BillingWorker) => Partial<BillingWorker>): BillingRace => ({
  ...race,
  worker: { ...race.worker, ...bend(race.worker) },
});

const shipping = (race: ShippingRace, bend: (worker: ShippingWorker) => Partial<ShippingWorker>): ShippingRace => ({
  ...race,
  worker: { ...race.worker, ...bend(race.worker) },
});

const holdsNothing = 'a failed, voided or refunded payment holds no money';

export const billingRaceDefects: readonly RaceDefect<BillingRace>[] = [
  {
    title: 'a timeout is treated as a failure',
    caughtBy: holdsNothing,
    plant: (race) => billing(race, () => ({ afterTimeout: () => ({ did: 'refuse', code: 'timeout' }) })),
  },
  {
    title: 'a timeout is treated as success',
    caughtBy: 'the provider holds what is stored as authorized, and has captured what is stored as captured',
    plant: (race) =>
      billing(race, () => ({
        afterTimeout: (_, effect) => (effect === 'create' || effect === 'find' ? undefined : { did: effect }),
      })),
  },
  {
    title: 'the row is written without checking its version',
    caughtBy: holdsNothing,
    plant: (race) => ({ ...race, write: (row, _, next) => ({ state: next, version: row.version + 1 }) }),
  },
  {
    title: 'a handler that lost the race for the row concludes anyway',
    caughtBy: holdsNothing,
    plant: (race) => ({
      ...race,
      afterLosing: (handler) => (handler.at === 'heard' ? { ...handler, state: handler.held.state } : race.afterLosing(handler)),
    }),
  },
  {
    title: 'an undo stores voided before the provider has cancelled',
    caughtBy: holdsNothing,
    plant: (race) =>
      billing(race, ({ decide }) => ({
        decide: (payment, event) => {
          const next = decide(payment, event);
          if (typeof next !== 'object' || next.status !== 'voiding') return next;
          return { ...next, status: 'voided', customerId: next.terms.customerId };
        },
      })),
  },
  {
    title: 'an authorization is a single call',
    caughtBy: holdsNothing,
    plant: (race) =>
      billing(race, ({ ask }) => ({
        ask: (stripe, effect) => {
          const asked = ask(stripe, effect);
          return effect === 'create' ? { ...asked, outside: ask(asked.outside, 'confirm').outside } : asked;
        },
      })),
  },
  {
    title: 'a cancel that was started is never resumed',
    caughtBy: reachesAnEnd,
    plant: (race) =>
      billing(race, ({ effectOf }) => ({
        effectOf: (payment) => (payment.status === 'voiding' ? undefined : effectOf(payment)),
      })),
  },
  {
    title: 'money is captured as soon as it is held',
    caughtBy: 'money is captured only for an order that was confirmed',
    plant: (race) =>
      billing(race, ({ conclude }) => ({
        conclude: (payment, result) => {
          const next = conclude(payment, result);
          return next.status === 'authorized' ? { ...next, status: 'capturing' } : next;
        },
      })),
  },
  {
    title: 'two handlers capture with different keys',
    caughtBy: 'money is captured at most once',
    plant: (race) =>
      billing(race, ({ ask }) => ({
        ask: (stripe, effect) => {
          const asked = ask(stripe, effect);
          const again = effect === 'capture' && stripe.captures > 0;
          return again ? { ...asked, outside: { ...stripe, captures: stripe.captures + 1 } } : asked;
        },
      })),
  },
  {
    title: 'a repeated OrderConfirmed refunds the money',
    caughtBy: 'nothing is ever refunded',
    plant: (race) =>
      billing(race, ({ decide }) => ({
        decide: (payment, event) =>
          payment.status === 'captured' && event.type === 'OrderConfirmed'
            ? { ...payment, status: 'refunding' }
            : decide(payment, event),
      })),
  },
  {
    title: 'a late StockReserved turns a tombstone into a failure',
    caughtBy: 'at most one final event of a payment is published',
    plant: (race) =>
      billing(race, ({ decide }) => ({
        decide: (payment, event) =>
          payment.status === 'voided' && payment.terms && event.type === 'StockReserved'
            ? { ...payment, terms: payment.terms, status: 'failed', phase: 'authorize', code: 'too_late' }
            : decide(payment, event),
      })),
  },
];

export const shippingRaceDefects: readonly RaceDefect<ShippingRace>[] = [
  {
    title: 'a booking in progress is cancelled without asking the carrier',
    caughtBy: 'a failed or cancelled shipment is not booked at the carrier',
    plant: (race) =>
      shipping(race, ({ decide }) => ({
        decide: (shipment, event) => {
          const next = decide(shipment, event);
          if (typeof next !== 'object' || next.status !== 'cancelling') return next;
          return { ...next, status: 'cancelled', customerId: next.consignee?.customerId };
        },
      })),
  },
  {
    title: 'the carrier books a reference that was cancelled',
    caughtBy: 'a failed or cancelled shipment is not booked at the carrier',
    plant: (race) =>
      shipping(race, ({ ask }) => ({
        ask: (carrier, effect) => ask(effect === 'book' ? { reference: 'unknown' } : carrier, effect),
      })),
  },
  {
    title: 'a timeout is treated as a booking',
    caughtBy: 'a shipment stored as booked is booked at the carrier',
    plant: (race) => shipping(race, () => ({ afterTimeout: () => ({ did: 'book', trackingNumber: 'T1' }) })),
  },
  {
    title: 'a late PaymentAuthorized turns a cancelled shipment into a failed one',
    caughtBy: 'at most one final event of a shipment is published',
    plant: (race) =>
      shipping(race, ({ decide }) => ({
        decide: (shipment, event) =>
          shipment.status === 'cancelled' && shipment.consignee && event.type === 'PaymentAuthorized'
            ? { status: 'failed', consignee: shipment.consignee, code: 'too_late' }
            : decide(shipment, event),
      })),
  },
  {
    title: 'a booking that was started is never resumed',
    caughtBy: reachesAnEnd,
    plant: (race) =>
      shipping(race, ({ effectOf, decide }) => ({
        effectOf,
        decide: (shipment, event) =>
          shipment.status === 'booking' && event.type !== 'OrderCancelled' ? 'tooEarly' : decide(shipment, event),
      })),
  },
];
