/** A value that outlives the page. In `localStorage` it is the same in every tab; in `sessionStorage` each tab has its own. */
export type Stored<T> = {
  /** Returns the same object until the value changes. */
  read(): T | undefined;
  write(value: T | undefined): void;
  /** @returns how to unsubscribe */
  subscribe(changed: () => void): () => void;
};

/**
 * A value in the browser's storage.
 * @param parse returns `undefined` for anything else that an older build or another program may have left there
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
    return undefined; // Not ours, so there is no value.
  }
}
