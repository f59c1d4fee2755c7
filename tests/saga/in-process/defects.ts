import { advance } from '#shared/saga/versioned.ts';
import { standsFor } from '../../../containers/inventory/domain.ts';
import type { Parts } from './backends.ts';
import type { Services } from './consumers.ts';
import type { Fault, Work } from './faults.ts';

/** A mistake that one could make, and the loop in which it shows. */
export type Defect = {
  title: string;
  plant: (services: Services) => Services;
  /** The experiment that finds it, and what that says. */
  shows: { scenario: string; fault?: Fault; where?: (work: Work) => boolean; as: RegExp };
};

const withParts =
  (change: (parts: Parts) => Partial<Parts>) =>
  (services: Services): Services => ({ ...services, parts: { ...services.parts, ...change(services.parts) } });

export const defects: readonly Defect[] = [
  {
    title: 'a consumer acknowledges before it has committed',
    plant: (services) => ({ ...services, consume: (handle) => (event) => handle(event).catch(() => []) }),
    shows: {
      scenario: 'delivered',
      fault: 'fails before commit',
      where: ({ step }) => step === 'reserveStock',
      as: /not settled/,
    },
  },
  {
    title: 'inventory gives no answer to a duplicate',
    plant: withParts(({ reservations }) => ({
      reservations: {
        ...reservations,
        commit: async (current, verdict) => {
          const next = await reservations.commit(current, verdict);
          return next === current ? { ...next, event: undefined } : next;
        },
      },
    })),
    shows: {
      scenario: 'delivered',
      fault: 'fails after commit',
      where: ({ step }) => step === 'commitStock',
      as: /not settled/,
    },
  },
  {
    title: 'inventory leaves no tombstone',
    plant: withParts(({ reservations }) => ({
      reservations: {
        ...reservations,
        // It answers as if it had, and writes nothing.
        commit: (current, verdict) =>
          current.version === 0 && verdict !== 'tooEarly' && verdict.status === 'released'
            ? advance(current, verdict, { standsFor, write: async () => undefined })
            : reservations.commit(current, verdict),
      },
    })),
    shows: {
      scenario: 'expired',
      fault: 'lost',
      where: ({ service, type }) => service === 'inventory' && type === 'OrderPlaced',
      as: /late messages changed/,
    },
  },
  {
    title: 'nobody notes that a cancellation was announced',
    plant: withParts(() => ({ noteAnnounced: async () => undefined })),
    shows: { scenario: 'payment refused', as: /not settled/ },
  },
  {
    title: 'an event is stamped anew whenever it is told',
    plant: (services) => ({
      ...services,
      consume: (handle) => async (event) =>
        (await handle(event)).map((answer) => ({ ...answer, time: new Date(Date.parse(answer.time) + telling++).toISOString() })),
    }),
    shows: { scenario: 'undeliverable', fault: 'twice in sequence', as: /one event told in several ways/ },
  },
  {
    title: 'billing takes it that money is let go and does not ask',
    plant: withParts(({ provider }) => ({ provider: { ...provider, cancel: async () => ({ did: 'cancel' }) } })),
    shows: { scenario: 'undeliverable', as: /left behind: .* authorized 2599/ },
  },
  {
    title: 'shipping asks the carrier for a new parcel whenever it tries',
    plant: withParts(({ carrier }) => ({
      carrier: {
        ...carrier,
        book: async (_, shipTo) => carrier.book(`00000000-0000-4000-8000-${String(telling++).padStart(12, '0')}`, shipTo),
      },
    })),
    shows: { scenario: 'delivered', as: /booked 0/ },
  },
  {
    title: 'orders announces nothing twice',
    plant: withParts(({ orders }) => ({ orders: { ...orders, claimDue: async () => [] } })),
    shows: {
      scenario: 'delivered',
      fault: 'lost',
      where: ({ step }) => step === 'capturePayment',
      as: /not settled/,
    },
  },
];

let telling = 0;
