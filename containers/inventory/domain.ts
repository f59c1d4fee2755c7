import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import type { Shortage, StockLine } from '#events/inventory.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';

/** One order's hold on stock. It only moves forward: none, reserved, committed, and finally released; or from none to rejected. */
export type Reservation =
  | { status: 'none' }
  | { status: 'reserved'; lines: StockLine[] }
  /** `uncommitted`: those of its pieces that were no longer counted as reserved, because someone had changed the stock by hand. */
  | { status: 'committed'; lines: StockLine[]; uncommitted?: StockLine[] }
  /** `unreturned`: pieces that were no longer counted as held, because someone had changed the stock by hand. */
  | { status: 'released'; lines: StockLine[]; unreturned?: StockLine[] }
  | { status: 'rejected'; shortages: Shortage[] };

/** This service's steps in the saga: one function for each of its rows in events/order-saga.ts. */
export const steps = {
  reserveStock: refusable(reserveStock, rejectStock),
  commitStock: refusable(commitStock, commitWhatIsReserved),
  releaseStock: refusable(releaseStock, releaseWhatIsHeld),
} satisfies StepsOf<'inventory', Reservation>;

/** Reserves the pieces. The store moves them in the same transaction, if every product has enough. */
function reserveStock(reservation: Reservation, { data }: StepTrigger<'reserveStock'>): Reservation {
  return reservation.status === 'none' ? { status: 'reserved', lines: mergeLines(data.lines) } : reservation;
}

/** Some product has too little stock. Nothing was reserved. */
function rejectStock(_: Reservation, shortages: Shortage[]): Reservation {
  return { status: 'rejected', shortages };
}

function commitStock(reservation: Reservation): Reservation | 'tooEarly' {
  if (reservation.status === 'none') return 'tooEarly';
  return reservation.status === 'reserved' ? { ...reservation, status: 'committed' } : reservation;
}

/**
 * A sale is not lost because the counters are wrong. The pieces leave the shelf, so the reservation has taken all its lines; those that
 * are not counted as reserved are not moved but listed, and a recount finds them.
 */
function commitWhatIsReserved({ lines }: HeldReservation, shortages: Shortage[]): Reservation {
  return { status: 'committed', lines, uncommitted: lines.filter((line) => isAmong(line, shortages)) };
}

/** An undo cannot refuse. If nothing is reserved yet, it leaves a tombstone, so that a late OrderPlaced reserves nothing. */
function releaseStock(reservation: Reservation): Reservation {
  if (reservation.status === 'none') return { status: 'released', lines: [] };
  const isHeld = reservation.status === 'reserved' || reservation.status === 'committed';
  return isHeld ? { status: 'released', lines: reservation.lines } : reservation;
}

/**
 * A release must succeed even if the counters are wrong, or the order could never settle. Pieces that are not counted as held are not
 * moved; the reservation lists them, so that someone can recount the shelf.
 */
function releaseWhatIsHeld({ lines }: HeldReservation, shortages: Shortage[]): Reservation {
  const isHeld = (line: StockLine) => !isAmong(line, shortages);
  return { status: 'released', lines: lines.filter(isHeld), unreturned: lines.filter((line) => !isHeld(line)) };
}

const isAmong = ({ productId }: StockLine, shortages: readonly Shortage[]): boolean =>
  shortages.some((shortage) => shortage.productId === productId);

type HeldReservation = Extract<Reservation, { status: 'reserved' | 'committed' }>;

/** The event for a state. The service answers with it whenever it receives an event of this order. */
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

/** Merges lines of the same product, because a DynamoDB transaction may contain an item only once. */
function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}
