/** A stand-in for a browser's storage. */
function aStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
  } as unknown as Storage;
}

/** Gives modules of the site what they expect of a browser. */
export function beABrowser(): void {
  const parts = { localStorage: aStorage(), sessionStorage: aStorage(), location: { origin: 'http://shop.test' } };
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(globalThis, name, { value, configurable: true });
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
}
