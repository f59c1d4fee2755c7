import type { Chance } from './chance.ts';
import type { Tally } from './tally.ts';

/**
 * `isBad`: whether faults strike at all, which they do in one phase only. `hasConflicts`: whether concurrent writes to an item conflict
 * even so, as they always may on AWS.
 */
export type Weather = { isBad: boolean; hasConflicts?: boolean };

/** Shared by everything that causes faults. */
export type Trouble = { weather: Weather; chance: Chance; tally: Tally; deadlineSeconds: number };
