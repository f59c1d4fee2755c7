import type { Chance } from './chance.ts';
import type { Tally } from './tally.ts';

/** Whether faults strike at all: they do in one phase only. */
export type Weather = { isBad: boolean };

/** What everything that brings faults works with. */
export type Trouble = { weather: Weather; chance: Chance; tally: Tally; deadlineSeconds: number };
