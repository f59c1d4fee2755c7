import type { Circumstances } from './circumstances.ts';
import { reachesAnEnd } from './explore.ts';
import type { BillingRace, ShippingRace } from './races.ts';

type RaceDefect<R> = { title: string; caughtBy: string; given?: Partial<Circumstances>; plant: (race: R) => R };

export const billingRaceDefects: readonly RaceDefect<BillingRace>[] = [
  {
    title: 'a time-out is taken for a failure',
    caughtBy: 'a payment that came to nothing holds no money',
    plant: (race) => ({ ...race, worker: { ...race.worker, afterTimeout: () => ({ did: 'refuse', code: 'timeout' }) } }),
  },
  {
    title: 'a time-out is taken for success',
    caughtBy: 'what is stored as authorized is held, as captured is taken',
    plant: (race) => ({
      ...race,
      worker: { ...race.worker, afterTimeout: (_, work) => (work === 'create' ? undefined : { did: work }) },
    }),
  },
  {
    title: 'the row is written without a look at its version',
    caughtBy: 'a payment that came to nothing holds no money',
    plant: (race) => ({ ...race, write: (row, _, next) => ({ state: next, version: row.version + 1 }) }),
  },
  {
    title: 'who has lost the race for the row concludes all the same',
    caughtBy: 'a payment that came to nothing holds no money',
    plant: (race) => ({ ...race, afterLosing: (handler) => (handler.at === 'heard' ? handler : race.afterLosing(handler)) }),
  },
  {
    title: 'an undo stores voided before the provider has cancelled',
    caughtBy: 'a payment that came to nothing holds no money',
    plant: (race) => ({
      ...race,
      worker: {
        ...race.worker,
        decide: (payment, event) => {
          const next = race.worker.decide(payment, event);
          if (typeof next !== 'object' || next.status !== 'voiding') return next;
          return { ...next, status: 'voided', customerId: next.terms.customerId };
        },
      },
    }),
  },
  {
    title: 'an authorization is one call',
    caughtBy: 'a payment that came to nothing holds no money',
    plant: (race) => ({
      ...race,
      worker: {
        ...race.worker,
        ask: (stripe, work) => {
          const asked = race.worker.ask(stripe, work);
          return work === 'create' ? { ...asked, outside: race.worker.ask(asked.outside, 'confirm').outside } : asked;
        },
      },
    }),
  },
  {
    title: 'nobody resumes a cancel that was begun',
    caughtBy: reachesAnEnd,
    plant: (race) => ({
      ...race,
      worker: {
        ...race.worker,
        workOf: (payment) => (payment.status === 'voiding' ? undefined : race.worker.workOf(payment)),
      },
    }),
  },
];

export const shippingRaceDefects: readonly RaceDefect<ShippingRace>[] = [
  {
    title: 'a booking under way is cancelled without asking the carrier',
    caughtBy: 'a shipment that came to nothing is not booked',
    plant: (race) => ({
      ...race,
      worker: {
        ...race.worker,
        decide: (shipment, event) => {
          const next = race.worker.decide(shipment, event);
          if (typeof next !== 'object' || next.status !== 'cancelling') return next;
          return { ...next, status: 'cancelled', customerId: next.consignee.customerId };
        },
      },
    }),
  },
  {
    title: 'the carrier books a reference that was cancelled',
    caughtBy: 'a shipment that came to nothing is not booked',
    plant: (race) => ({
      ...race,
      worker: {
        ...race.worker,
        ask: (carrier, work) => race.worker.ask(work === 'book' ? { reference: 'unknown' } : carrier, work),
      },
    }),
  },
];
