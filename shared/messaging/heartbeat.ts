/**
 * Does the work and calls `beat` every so many milliseconds meanwhile, one after the other. Once the result is there no beat
 * is under way any more: one that overtook the deletion of its message would fail, and one that overtook its return would
 * hide it again. `beat` must not reject.
 */
export async function withHeartbeat<T>(beat: () => Promise<void>, everyMilliseconds: number, work: () => Promise<T>): Promise<T> {
  let beating = Promise.resolve();
  let ended = false;
  const timer = setInterval(() => {
    beating = beating.then(() => (ended ? undefined : beat()));
  }, everyMilliseconds);
  try {
    return await work();
  } finally {
    ended = true;
    clearInterval(timer);
    await beating;
  }
}
