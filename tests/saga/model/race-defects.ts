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

const holdsNothing = 'a payment that came to nothing holds no money';

export const billingRaceDefects: readonly RaceDefect<BillingRace>[] = [
  {
    title: 'a time-out is taken for a failure',
    caughtBy: holdsNothing,
    plant: (race) => billing(race, () => ({ afterTimeout: () => ({ did: 'refuse', code: 'timeout' }) })),
  },
  {
    title: 'a time-out is taken for success',
    caughtBy: 'what is stored as authorized is held, as captured is taken',
    plant: (race) =>
      billing(race, () => ({
        afterTimeout: (_, effect) => (effect === 'create' || effect === 'find' ? undefined : { did: effect }),
      })),
  },
  {
    title: 'the row is written without a look at its version',
    caughtBy: holdsNothing,
    plant: (race) => ({ ...race, write: (row, _, next) => ({ state: next, version: row.version + 1 }) }),
  },
  {
    title: 'who has lost the race for the row concludes all the same',
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
    title: 'an authorization is one call',
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
    title: 'nobody resumes a cancel that was begun',
    caughtBy: reachesAnEnd,
    plant: (race) =>
      billing(race, ({ effectOf }) => ({
        effectOf: (payment) => (payment.status === 'voiding' ? undefined : effectOf(payment)),
      })),
  },
  {
    title: 'money is captured as soon as it is held',
    caughtBy: 'money is captured only for an order once confirmed',
    plant: (race) =>
      billing(race, ({ conclude }) => ({
        conclude: (payment, result) => {
          const next = conclude(payment, result);
          return next.status === 'authorized' ? { ...next, status: 'capturing' } : next;
        },
      })),
  },
  {
    title: 'two handlers capture with a key each',
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
    title: 'a repeated OrderConfirmed gives the money back',
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
    title: 'a late StockReserved makes a failure of a tombstone',
    caughtBy: 'a payment is told to have come to one end',
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
    title: 'a booking under way is cancelled without asking the carrier',
    caughtBy: 'a shipment that came to nothing is not booked',
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
    caughtBy: 'a shipment that came to nothing is not booked',
    plant: (race) =>
      shipping(race, ({ ask }) => ({
        ask: (carrier, effect) => ask(effect === 'book' ? { reference: 'unknown' } : carrier, effect),
      })),
  },
  {
    title: 'a time-out is taken for a booking',
    caughtBy: 'what is stored as booked is booked',
    plant: (race) => shipping(race, () => ({ afterTimeout: () => ({ did: 'book', trackingNumber: 'T1' }) })),
  },
  {
    title: 'a late PaymentAuthorized makes a failure of a cancelled shipment',
    caughtBy: 'a shipment is told to have come to one end',
    plant: (race) =>
      shipping(race, ({ decide }) => ({
        decide: (shipment, event) =>
          shipment.status === 'cancelled' && shipment.consignee && event.type === 'PaymentAuthorized'
            ? { status: 'failed', consignee: shipment.consignee, code: 'too_late' }
            : decide(shipment, event),
      })),
  },
  {
    title: 'nobody resumes a booking that was begun',
    caughtBy: reachesAnEnd,
    plant: (race) =>
      shipping(race, ({ effectOf, decide }) => ({
        effectOf,
        decide: (shipment, event) =>
          shipment.status === 'booking' && event.type !== 'OrderCancelled' ? 'tooEarly' : decide(shipment, event),
      })),
  },
];
