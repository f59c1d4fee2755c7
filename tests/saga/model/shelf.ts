import { type Reservation, steps } from '../../../containers/inventory/domain.ts';

/** The items of the only ordered product, counted like the stock table does. */
export type Shelf = { available: number; reserved: number; committed: number };

/** A reservation and the stock it moves change together or not at all. */
export type Inventory = { reservation: Reservation; shelf: Shelf };

export const piecesReceived = 1;
export const fullShelf: Shelf = { available: piecesReceived, reserved: 0, committed: 0 };

/** Writes a reservation as the store does: refused as a shortage only for lack of stock; `busy` is never a shortage. */
export function keep(kept: Inventory, next: Reservation, busy: boolean): Inventory | 'retry' {
  const { reservation, shelf } = kept;
  if (next === reservation) return kept;
  if (busy) return 'retry';
  if (next.status === 'reserved' && piecesOf(next) > shelf.available) return { reservation: shortOf(next, shelf), shelf };
  return { reservation: next, shelf: move(shelf, pools[reservation.status], pools[next.status], piecesOf(next)) };
}

export function shortOf(wish: Reservation, { available }: Shelf): Reservation {
  const shortages =
    'lines' in wish ? wish.lines.map(({ productId, quantity }) => ({ productId, requested: quantity, available })) : [];
  return steps.reserveStock.refuse({ status: 'none' }, shortages);
}

export function move(shelf: Shelf, from: keyof Shelf, to: keyof Shelf, pieces: number): Shelf {
  const taken = { ...shelf, [from]: shelf[from] - pieces };
  return { ...taken, [to]: taken[to] + pieces };
}

export const piecesOf = (reservation: Reservation): number =>
  'lines' in reservation ? reservation.lines.reduce((sum, { quantity }) => sum + quantity, 0) : 0;

const pools = {
  none: 'available',
  reserved: 'reserved',
  committed: 'committed',
  released: 'available',
  rejected: 'available',
} as const satisfies Record<Reservation['status'], keyof Shelf>;
