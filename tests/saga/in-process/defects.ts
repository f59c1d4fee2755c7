import type { Parts } from './backends.ts';
import type { Fault, Work } from './faults.ts';
import type { Services } from './saga.ts';

/** A plausible mistake, and the loop that reveals it. */
export type Defect = {
  title: string;
  plant: (services: Services) => Services;
  /** The experiment that finds it, and its complaint. */
  shows: { scenario: string; fault?: Fault; where?: (work: Work) => boolean; as: RegExp };
};

const withParts =
  (change: (parts: Parts) => Partial<Parts>) =>
  (services: Services): Services => ({ ...services, parts: { ...services.parts, ...change(services.parts) } });

export const defects: readonly Defect[] = [
  {
    title: 'a consumer acknowledges before it has committed',
    plant: (services) => ({ ...services, consume: (handle) => (event) => handle(event).catch(() => undefined) }),
    shows: {
      scenario: 'delivered',
      fault: 'fails before commit',
      where: ({ step }) => step === 'reserveStock',
      as: /not settled/,
    },
  },
  {
    title: 'inventory does not answer a duplicate',
    plant: (services) => ({
      ...services,
      bend: (part) => (part.service === 'inventory' ? { ...part, speaks: (before, after) => before !== after } : part),
    }),
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
        // Succeeds without writing anything.
        save: async (after, before) =>
          before.version === 0 && after.state.status === 'released' ? undefined : reservations.save(after, before),
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
    title: 'orders does not record that a cancellation was announced',
    plant: (services) => ({ ...services, bend: ({ published: _, ...part }) => part }),
    shows: { scenario: 'payment refused', as: /not settled/ },
  },
  {
    title: 'an event gets a new time whenever it is published',
    plant: (services) => ({
      ...services,
      telling: (event) => ({ ...event, time: new Date(Date.parse(event.time) + tellings++).toISOString() }),
    }),
    shows: { scenario: 'undeliverable', fault: 'twice in sequence', as: /one event told in several ways/ },
  },
  {
    title: 'billing assumes that an authorization is released, and does not ask the provider',
    plant: withParts(({ provider }) => ({ provider: { ...provider, cancel: async () => ({ did: 'cancel' }) } })),
    shows: { scenario: 'undeliverable', as: /left behind: .* authorized 2599/ },
  },
  {
    title: 'shipping asks the carrier for a new parcel on each attempt',
    plant: withParts(({ carrier }) => ({
      carrier: {
        ...carrier,
        book: async (_, shipment) => carrier.book(`00000000-0000-4000-8000-${String(tellings++).padStart(12, '0')}`, shipment),
      },
    })),
    shows: { scenario: 'delivered', as: /booked 0/ },
  },
  {
    title: 'orders never repeats an announcement',
    plant: withParts(({ orders }) => ({ orders: { ...orders, claimDue: async () => [] } })),
    shows: {
      scenario: 'delivered',
      fault: 'lost',
      where: ({ step }) => step === 'capturePayment',
      as: /not settled/,
    },
  },
];

let tellings = 0;
