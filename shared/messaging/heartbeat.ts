/**
 * Does the work and meanwhile calls `beat` at a fixed interval, one call at a time. Once the work has ended no beat is in flight: a
 * late one would fail after the message's deletion, or hide a message that was just made visible. `beat` must not reject.
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
