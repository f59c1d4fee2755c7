/**
 * Caches the result of `read` for `seconds` from the start of the read, so no result is older than that. Concurrent calls share one
 * read. A failure is passed to them and not cached.
 */
export function cached<T>(seconds: number, read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  let keptUntil = 0;
  return () => {
    if (kept && performance.now() < keptUntil) return kept;
    const expires = performance.now() + seconds * 1_000;
    keptUntil = Number.POSITIVE_INFINITY;
    kept = read();
    kept.then(
      () => {
        keptUntil = expires;
      },
      // The caller handles the failure.
      () => {
        kept = undefined;
      },
    );
    return kept;
  };
}
