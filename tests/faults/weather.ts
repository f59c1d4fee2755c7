import type { Chance } from './chance.ts';
import type { Tally } from './tally.ts';

/** Whether faults strike at all, which they do in one phase only. */
export type Weather = { isBad: boolean };

/** Shared by everything that causes faults. */
export type Trouble = { weather: Weather; chance: Chance; tally: Tally; deadlineSeconds: number };
