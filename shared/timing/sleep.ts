import { setTimeout as delay } from 'node:timers/promises';

/** Waits, but at most until the signal is aborted; never rejects. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  // The only rejection is the abort, and the caller checks the signal next.
  await delay(Math.max(0, milliseconds), undefined, signal && { signal }).catch(() => {});
}
