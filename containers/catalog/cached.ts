/**
 * Keeps the answer of `read` for `seconds`, counted from when it was asked for, so that is how old an answer can get. Whoever
 * asks while a read is under way shares it; a read that fails is told to those and not kept.
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
