import type { Versioned } from './versioned.ts';

/** A row has a few kilobytes. */
export const rowsMax = 2_000;

/**
 * The rows this replica stored last. Another replica may have changed one since, so a row from here is only a guess: a change
 * based on it is saved only if the version still matches, and where nothing would change the row must be read.
 */
export function createRecentRows<State>() {
  const rows = new Map<string, Versioned<State>>();

  return {
    find: (orderId: string) => rows.get(orderId),
    forget: (orderId: string) => void rows.delete(orderId),
    note(row: Versioned<State>): void {
      // Moves it to the end: a map keeps insertion order.
      rows.delete(row.orderId);
      rows.set(row.orderId, row);
      const [oldest] = rows.keys();
      if (rows.size > rowsMax && oldest !== undefined) rows.delete(oldest);
    },
  };
}
