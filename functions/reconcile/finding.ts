import type { Drift } from '#shared/reconciliation/drift.ts';
import type { StockEntry } from './entries.ts';

/** Something that does not agree, before anything has been done about it. */
export type Finding = Omit<Drift, 'outcome' | 'why'> & {
  /** What a recount is to be told. */
  recount?: {
    seen: Pick<StockEntry, 'available' | 'reserved' | 'committed'>;
    counted: Pick<StockEntry, 'reserved' | 'committed'>;
  };
};
