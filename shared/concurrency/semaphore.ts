import { sleep } from '#shared/timing/sleep.ts';

/**
 * Slots for messages being received or handled, so that no more are received than can start now. `free` returns how many slots
 * are free, given how many are taken and how many messages run without a slot because they took too long.
 */
export function createSemaphore(free: (taken: number, late: number) => number) {
  let taken = 0;
  let late = 0;
  let changed = Promise.withResolvers<void>();

  /** Makes waiters check again whether a slot is free. */
  function wake(): void {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  }

  /**
   * Waits for free slots and takes up to `countMax`; returns 0 once the signal is aborted. When only some are free it waits a
   * moment longer: a call for one message costs as much as a call for ten, and under load slots become free one at a time.
   */
  async function reserve(countMax: number, signal: AbortSignal): Promise<number> {
    for (let hasLingered = false; !signal.aborted; ) {
      const count = Math.min(countMax, free(taken, late));
      if (count === countMax || (count > 0 && hasLingered)) {
        taken += count;
        return count;
      }
      if (count > 0) await sleep(lingerMilliseconds, signal);
      else await changed.promise;
      hasLingered = count > 0;
    }
    return 0;
  }

  function release(count: number): void {
    taken -= count;
    wake();
  }

  /** Returns the slot when the work ends, but after `secondsMax` at the latest: hanging work must not block others. */
  async function releaseAfter<T>(work: Promise<T>, secondsMax: number): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      late++;
      release(1);
    }, secondsMax * 1000);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      if (isLate) {
        late--;
        wake();
      } else release(1);
    }
  }

  return { reserve, release, releaseAfter, wake };
}

const lingerMilliseconds = 10;
