import type { SagaPart } from '#shared/saga/participant.ts';
import { type Reservation, steps, toEvent } from './domain.ts';
import type { ReservationStore } from './store.ts';

/** What `inventory` brings to the loop. */
export const inventorySaga = (reservations: ReservationStore): SagaPart<'inventory', Reservation> => ({
  service: 'inventory',
  steps,
  store: reservations,
  none: { status: 'none' },
  toEvent,
});
