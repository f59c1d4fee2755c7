/** A value that outlives the page, the same in every tab. */
export type Stored<T> = {
  /** The same object as long as it has not changed. */
  read(): T | undefined;
  write(value: T | undefined): void;
  /** @returns how to unsubscribe */
  subscribe(changed: () => void): () => void;
};

/**
 * A value in the browser's storage.
 * @param parse says what the value is, or `undefined` of what an older build or somebody else has left there
 */
export function stored<T>(key: string, parse: (value: unknown) => T | undefined, storage: Storage = localStorage): Stored<T> {
  const listeners = new Set<() => void>();
  let text: string | null | undefined;
  let value: T | undefined;

  const read = () => {
    const now = storage.getItem(key);
    if (now !== text) {
      text = now;
      value = now === null ? undefined : parse(parseJson(now));
    }
    return value;
  };

  return {
    read,
    write(next) {
      if (next === undefined) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(next));
      for (const changed of listeners) changed();
    },
    subscribe(changed) {
      const inOtherTab = (event: StorageEvent) =>
        event.storageArea === storage && (event.key === key || event.key === null) && changed();
      listeners.add(changed);
      addEventListener('storage', inOtherTab);
      return () => {
        listeners.delete(changed);
        removeEventListener('storage', inOtherTab);
      };
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not ours: as good as nothing.
  }
}
