import type { Draft } from '#events/index.ts';
import type { Shortage, StockLine } from '#events/inventory.ts';
import type { TriggersOf } from '#events/order-saga.ts';

/** One order's hold on stock. It only moves forward: none, reserved, committed, and in the end released or rejected. */
export type Reservation =
  | { status: 'none' }
  | { status: 'reserved' | 'committed'; lines: StockLine[] }
  | { status: 'released'; lines: StockLine[] }
  | { status: 'rejected'; shortages: Shortage[] };

/**
 * What an event makes of a reservation; the same object when it changes nothing. `reserved` is a wish: the store grants
 * it only if every product has enough, and writes `reject(...)` instead if one has not.
 */
export function decide(reservation: Reservation, event: TriggersOf<'inventory'>): Reservation | 'tooEarly' {
  switch (event.type) {
    case 'OrderPlaced':
      return reservation.status === 'none' ? { status: 'reserved', lines: mergeLines(event.data.lines) } : reservation;
    case 'OrderConfirmed':
      return commit(reservation);
    case 'PaymentFailed':
    case 'ShipmentFailed':
    case 'OrderCancelled':
      return release(reservation);
    default:
      return event satisfies never;
  }
}

export const reject = (shortages: Shortage[]): Reservation => ({ status: 'rejected', shortages });

/** The event that a state stands for: what the service answers whenever it is told of this order. */
export function standsFor(reservation: Reservation): Draft | undefined {
  switch (reservation.status) {
    case 'none':
      return undefined;
    case 'reserved':
      return { type: 'StockReserved', data: { lines: reservation.lines } };
    case 'committed':
      return { type: 'StockCommitted', data: { lines: reservation.lines } };
    case 'released':
      return { type: 'StockReleased', data: { lines: reservation.lines } };
    case 'rejected':
      return { type: 'StockRejected', data: { shortages: reservation.shortages } };
    default:
      return reservation satisfies never;
  }
}

function commit(reservation: Reservation): Reservation | 'tooEarly' {
  if (reservation.status === 'none') return 'tooEarly';
  return reservation.status === 'reserved' ? { ...reservation, status: 'committed' } : reservation;
}

/** An undo cannot refuse. Nothing reserved yet leaves a tombstone, so that a late OrderPlaced reserves nothing. */
function release(reservation: Reservation): Reservation {
  if (reservation.status === 'none') return { status: 'released', lines: [] };
  if (reservation.status === 'reserved' || reservation.status === 'committed') return { ...reservation, status: 'released' };
  return reservation;
}

/** One line per product, for a DynamoDB transaction may name an item only once. */
function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}
