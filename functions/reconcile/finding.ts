import type { Drift } from '#shared/reconciliation/drift.ts';
import type { StockEntry } from './entries.ts';

/** A disagreement, before anything is done about it. */
export type Finding = Omit<Drift, 'outcome' | 'why'> & {
  /** The input of a recount. */
  recount?: {
    seen: Pick<StockEntry, 'available' | 'reserved' | 'committed'>;
    counted: Pick<StockEntry, 'reserved' | 'committed'>;
  };
};
