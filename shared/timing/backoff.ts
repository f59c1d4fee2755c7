export type Backoff = {
  /** 1 for the first try that failed. */
  attempt: number;
  /** The wait after the first attempt; it doubles with each further one until `max`. Any unit of time; the result has the same. */
  first: number;
  max: number;
  /** How far the wait may stray to either side, as a part of it: 0.2 for +-20 %, so that many waiters do not come back as one. */
  spread: number;
};

/** How long to wait before trying again. `random` is in [0, 1). */
export function backoff({ attempt, first, max, spread }: Backoff, random = Math.random): number {
  return Math.min(max, first * 2 ** (attempt - 1)) * (1 - spread + 2 * spread * random());
}
