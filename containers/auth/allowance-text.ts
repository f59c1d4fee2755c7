import type { Allowance } from './throttle.ts';

/** An allowance in words, for the description of a route. */
export const allowanceText = ({ atOnce, perHour }: Allowance) =>
  `${atOnce.toLocaleString('en')} at once and ${perHour.toLocaleString('en')} more per hour`;

export const beyondAllowance = 'Above that, the response is 429 with `Retry-After` in seconds.';
