export type Backoff = {
  /** 1 for the first failed attempt. */
  attempt: number;
  /** The wait after the first attempt; it doubles with each further attempt until `max`. In any time unit; the result uses the same. */
  first: number;
  max: number;
  /** How far the wait may vary in each direction, as a fraction: 0.2 for ±20 %, so that many waiters do not return at once. */
  spread: number;
};

/** How long to wait before the next attempt. `random` is in [0, 1). */
export function backoff({ attempt, first, max, spread }: Backoff, random = Math.random): number {
  return Math.min(max, first * 2 ** (attempt - 1)) * (1 - spread + 2 * spread * random());
}
