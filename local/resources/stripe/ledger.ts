import type { DatabaseSync } from 'node:sqlite';
import type { MovementKind } from './database.ts';

type Movement = { kind: MovementKind; amount: number; currency: string; paymentIntent: string; orderId: string | null };

/** Money movements in minor units, in order. `authorized` is what is held now: neither captured nor voided. */
type Ledger = {
  entries: (Movement & { at: string })[];
  totals: { authorized: number; captured: number; refunded: number };
};

/** The append-only record of every movement. Tests trust it rather than our own services. */
export function createLedger(database: DatabaseSync) {
  const insert = database.prepare(
    'INSERT INTO ledger (at, kind, amount, currency, paymentIntent, orderId) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = database.prepare(
    'SELECT orderId, kind, amount, currency, paymentIntent, at FROM ledger WHERE ?1 IS NULL OR orderId = ?1 ORDER BY seq LIMIT -1 OFFSET ?2',
  );
  return {
    append({ kind, amount, currency, paymentIntent, orderId }: Movement): void {
      insert.run(new Date().toISOString(), kind, amount, currency, paymentIntent, orderId);
    },
    /** The movements of one order or of all, without the first `skip` of them. */
    read(orderId?: string, skip = 0): Ledger {
      const entries = select.all(orderId ?? null, skip) as Ledger['entries'];
      const sum = (kind: MovementKind) => entries.reduce((total, entry) => total + (entry.kind === kind ? entry.amount : 0), 0);
      const captured = sum('captured');
      return {
        entries,
        totals: { authorized: sum('authorized') - captured - sum('voided'), captured, refunded: sum('refunded') },
      };
    },
  };
}
