export type KeyCache<Key> = { find(kid: string): Promise<Key | undefined> };

/** Keys older than this are read again in the background, while requests use the old ones. */
const refreshAfterMilliseconds = 60_000;

/** How long caches may keep the response with the published keys. */
export const publishedMaxAgeSeconds = 60;

/** Keys older than this verify nothing: together with the above, a withdrawn key is refused within five minutes. */
export const ageMillisecondsMax = 240_000;

/** Whatever key ids are requested, the keys are read at most this often. */
const readIntervalMilliseconds = 1_000;

/**
 * Caches keys by id. An unknown id makes it read them again, and all callers share one read and one wait for it. So a flood of made-up
 * ids costs one read per second, and a new key is found rather than refused, even if it was published during a read that missed it.
 * @param load reads all keys that are valid now; its rejection reaches the callers once no key is fresh enough
 */
export function createKeyCache<Key>(load: () => Promise<ReadonlyMap<string, Key>>): KeyCache<Key> {
  let keys: ReadonlyMap<string, Key> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let isLoading = false;

  async function readInTurn(): Promise<void> {
    const wait = triedAt + readIntervalMilliseconds - Date.now();
    // A clock that was set back must not make us wait longer.
    if (wait > 0) await sleep(Math.min(wait, readIntervalMilliseconds));
    triedAt = Date.now();
    const startedAt = triedAt;
    isLoading = true;
    keys = await load();
    readAt = startedAt;
  }

  function read(): Promise<void> {
    reading ??= readInTurn().finally(() => {
      reading = undefined;
      isLoading = false;
    });
    return reading;
  }

  async function find(kid: string): Promise<Key | undefined> {
    if (youngKey(kid)) {
      // A failure here fails no request: the keys are still fresh enough, and the next request tries again.
      if (age() > refreshAfterMilliseconds) read().catch(() => undefined);
      return keys.get(kid);
    }
    if (isLoading) await reading;
    if (!youngKey(kid)) await read();
    return keys.get(kid);
  }

  const youngKey = (kid: string) => age() <= ageMillisecondsMax && keys.has(kid);

  /** Keys from the future mean that the clock was set back, so their age is unknown. */
  function age(): number {
    const milliseconds = Date.now() - readAt;
    return milliseconds < 0 ? Number.POSITIVE_INFINITY : milliseconds;
  }

  return { find };
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
