import { pause } from './pause.ts';

/**
 * Does the work and calls `beat` every so many milliseconds meanwhile. Once the result is there no beat is under way any
 * more: one that overtook the deletion of its message would fail, and one that overtook its return would hide it again.
 * `beat` must not reject.
 */
export async function withHeartbeat<T>(beat: () => Promise<void>, everyMilliseconds: number, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const beating = beatUntil(ended.signal, beat, everyMilliseconds);
  try {
    return await work();
  } finally {
    ended.abort();
    await beating;
  }
}

async function beatUntil(ended: AbortSignal, beat: () => Promise<void>, everyMilliseconds: number): Promise<void> {
  await pause(everyMilliseconds, ended);
  while (!ended.aborted) {
    await beat();
    await pause(everyMilliseconds, ended);
  }
}
