import { cached } from './cached.ts';

export type CachedEach<Key, T> = { find(key: Key): Promise<T>; forget(key: Key): void };

/** Keeps the answer of `read` for each key, as `cached` does, for those `keysMax` keys that were asked for last. */
export function cachedEach<Key, T>(
  { seconds, keysMax }: { seconds: number; keysMax: number },
  read: (key: Key) => Promise<T>,
): CachedEach<Key, T> {
  const kept = new Map<Key, () => Promise<T>>();
  return {
    find(key) {
      const find = kept.get(key) ?? cached(seconds, () => read(key));
      // Its place is behind all others now: a map keeps the order in which keys came.
      kept.delete(key);
      kept.set(key, find);
      const [oldest] = kept.keys();
      if (kept.size > keysMax) kept.delete(oldest as Key);
      return find();
    },
    forget: (key) => void kept.delete(key),
  };
}
