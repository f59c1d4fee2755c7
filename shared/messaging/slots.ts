/** Places for messages that are being received or handled: nobody receives more than can start now. */
export function createSlots(free: (taken: number) => number) {
  let taken = 0;
  let changed = Promise.withResolvers<void>();

  /** Looks again whether somebody who waits can go on. */
  function wake(): void {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  }

  /** Waits for a free slot and takes up to `countMax`; 0 once the signal is aborted. */
  async function reserve(countMax: number, signal: AbortSignal): Promise<number> {
    while (!signal.aborted) {
      const count = Math.min(countMax, free(taken));
      if (count > 0) {
        taken += count;
        return count;
      }
      await changed.promise;
    }
    return 0;
  }

  function release(count: number): void {
    taken -= count;
    wake();
  }

  return { reserve, release, wake };
}
