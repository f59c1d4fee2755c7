import type { BillableCalls } from './counted-calls.ts';
import type { Inventory } from './inventory.ts';
import type { Usage } from './usage.ts';

/** The input of a part of the estimate. `calls` are those of one order; `hours` are the hours per month that the tasks run. */
export type Basis = {
  inventory: Inventory;
  usage: Usage;
  calls: BillableCalls;
  pollsPerHour: Record<string, number>;
  hours: number;
};
