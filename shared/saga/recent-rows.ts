import type { Versioned } from './versioned.ts';

const rowsMax = 2_000;

/**
 * The rows that this replica has stored last. Another replica may have changed one since, so a row from here is a guess: a change
 * that is made of it stands only if its version still does, and where nothing changes the row must be read.
 */
export function createRecentRows<State>() {
  const rows = new Map<string, Versioned<State>>();

  return {
    find: (orderId: string) => rows.get(orderId),
    forget: (orderId: string) => void rows.delete(orderId),
    note(row: Versioned<State>): void {
      // Its place is behind all others now: a map keeps the order in which keys came.
      rows.delete(row.orderId);
      rows.set(row.orderId, row);
      const [oldest] = rows.keys();
      if (rows.size > rowsMax && oldest !== undefined) rows.delete(oldest);
    },
  };
}
