import type { Log } from '#shared/logging/logger.ts';
import type { SagaPart } from '#shared/saga/participant.ts';
import { type Reservation, steps, toEvent } from './domain.ts';
import type { ReservationStore } from './store.ts';

/** `inventory`'s part in the saga loop. */
export const inventorySaga = (reservations: ReservationStore, log?: Log): SagaPart<'inventory', Reservation> => ({
  service: 'inventory',
  steps,
  store: reservations,
  none: { status: 'none' },
  toEvent,
  onSaved({ orderId, state }) {
    if ('unreturned' in state) log?.error({ orderId, lines: state.unreturned }, 'stock released without being counted as held');
    if ('uncommitted' in state)
      log?.error({ orderId, lines: state.uncommitted }, 'stock committed without being counted as held');
  },
});
