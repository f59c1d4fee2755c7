import type { BillableCalls } from './counted-calls.ts';
import type { Inventory } from './inventory.ts';
import type { Usage } from './usage.ts';

/** What a part of the estimate goes by. `calls` are those of one order; `hours` are those of a month that the tasks run. */
export type Basis = {
  inventory: Inventory;
  usage: Usage;
  calls: BillableCalls;
  pollsPerHour: Record<string, number>;
  hours: number;
};
