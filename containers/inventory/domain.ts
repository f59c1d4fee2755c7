import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import type { Shortage, StockLine } from '#events/inventory.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';

/** One order's hold on stock. It only moves forward: none, reserved, committed, and in the end released or rejected. */
export type Reservation =
  | { status: 'none' }
  | { status: 'reserved' | 'committed'; lines: StockLine[] }
  /** `unreturned`: pieces that the stock did not count as held any more, because somebody had changed it by hand. */
  | { status: 'released'; lines: StockLine[]; unreturned?: StockLine[] }
  | { status: 'rejected'; shortages: Shortage[] };

/** What this service does in the saga, a function for each of its rows in events/order-saga.ts. */
export const steps = {
  reserveStock: refusable(reserveStock, rejectStock),
  commitStock,
  releaseStock: refusable(releaseStock, releaseWhatIsHeld),
} satisfies StepsOf<'inventory', Reservation>;

/** Holds the pieces. The store moves them in the same transaction, if every product has enough. */
function reserveStock(reservation: Reservation, { data }: StepTrigger<'reserveStock'>): Reservation {
  return reservation.status === 'none' ? { status: 'reserved', lines: mergeLines(data.lines) } : reservation;
}

/** Stock is rejected when a product had fewer pieces than the order asks for; nothing has been held then. */
function rejectStock(_: Reservation, shortages: Shortage[]): Reservation {
  return { status: 'rejected', shortages };
}

function commitStock(reservation: Reservation): Reservation | 'tooEarly' {
  if (reservation.status === 'none') return 'tooEarly';
  return reservation.status === 'reserved' ? { ...reservation, status: 'committed' } : reservation;
}

/** An undo cannot refuse. Nothing reserved yet leaves a tombstone, so that a late OrderPlaced reserves nothing. */
function releaseStock(reservation: Reservation): Reservation {
  if (reservation.status === 'none') return { status: 'released', lines: [] };
  if (reservation.status === 'reserved' || reservation.status === 'committed') return { ...reservation, status: 'released' };
  return reservation;
}

/**
 * A release must not wait for the books to be right: an order could never settle. The pieces of a product that are not counted as
 * held stay where they are counted, and the reservation says so for whoever counts the shelf.
 */
function releaseWhatIsHeld({ lines }: HeldReservation, shortages: Shortage[]): Reservation {
  const isHeld = ({ productId }: StockLine) => !shortages.some((shortage) => shortage.productId === productId);
  return { status: 'released', lines: lines.filter(isHeld), unreturned: lines.filter((line) => !isHeld(line)) };
}

type HeldReservation = Extract<Reservation, { status: 'reserved' | 'committed' }>;

/** The event that tells of a state: what the service answers whenever it is told of this order. */
export function toEvent(reservation: Reservation): Draft | undefined {
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

/** One line per product: a DynamoDB transaction may name an item only once. */
function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}
