import { setTimeout as pause } from 'node:timers/promises';

export type KeyCache<Key> = { find(kid: string): Promise<Key | undefined> };

/** After this the keys are read again, while requests go on with those we have. */
const refreshAfterMilliseconds = 60_000;

/**
 * Keys older than this verify nothing any more. Together with the minute for which caches may keep the answer, a withdrawn
 * key is refused within five minutes.
 */
const ageMillisecondsMax = 240_000;

/** Whatever key ids are asked for, the keys are read at most this often. */
const readIntervalMilliseconds = 1_000;

/**
 * Remembers keys by id. An unknown id makes it read them again, all askers sharing one read and one wait for its turn: a
 * flood of made-up ids costs one read a second, and a new key that is asked for meanwhile is found, not refused.
 * @param load reads all keys that are valid now; what it rejects with reaches the askers once no key is young enough
 */
export function createKeyCache<Key>(load: () => Promise<ReadonlyMap<string, Key>>): KeyCache<Key> {
  let keys: ReadonlyMap<string, Key> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const age = () => Date.now() - readAt;

  async function readInTurn(): Promise<void> {
    const wait = triedAt + readIntervalMilliseconds - Date.now();
    if (wait > 0) await pause(wait);
    triedAt = Date.now();
    const startedAt = triedAt;
    keys = await load();
    readAt = startedAt;
  }

  function read(): Promise<void> {
    reading ??= readInTurn().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function find(kid: string): Promise<Key | undefined> {
    const key = keys.get(kid);
    if (!key || age() > ageMillisecondsMax) {
      await read();
      return keys.get(kid);
    }
    // A failure here is nobody's yet: the keys are still young enough, and the next request tries again.
    if (age() > refreshAfterMilliseconds) read().catch(() => undefined);
    return key;
  }

  return { find };
}
