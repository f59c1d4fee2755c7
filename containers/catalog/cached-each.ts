import { cached } from '#shared/timing/cached.ts';

export type CachedEach<Key, T> = { find(key: Key): Promise<T>; forget(key: Key): void };

/** Caches the result of `read` per key, as `cached` does. Keeps the `keysMax` most recently used keys. */
export function cachedEach<Key, T>(
  { seconds, keysMax }: { seconds: number; keysMax: number },
  read: (key: Key) => Promise<T>,
): CachedEach<Key, T> {
  const kept = new Map<Key, () => Promise<T>>();
  return {
    find(key) {
      const find = kept.get(key) ?? cached(seconds, () => read(key));
      // Moves the key to the end: a map iterates in insertion order, so the first key is the least recently used.
      kept.delete(key);
      kept.set(key, find);
      const [oldest] = kept.keys();
      if (kept.size > keysMax) kept.delete(oldest as Key);
      return find();
    },
    forget: (key) => void kept.delete(key),
  };
}
