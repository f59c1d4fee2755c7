import { createPublicKey, type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Jwk as AnyJwk } from 'aws-jwt-verify/jwk';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { getJson } from './get-json.ts';
import { createKeyCache, type KeyCache } from './key-cache.ts';

export type Jwk = AnyJwk & { kid: string };
export type PublishedKey = { jwk: Jwk; object: KeyObject };

const readMillisecondsMax = 2_000;

/**
 * The keys published at `jwksUrl`, by id. Keys that `read` refuses are of another kind and are skipped. A key that has not
 * changed since the last read stays the same object, so callers can compare by identity. `find` rejects with
 * DependencyUnavailableError while the keys cannot be read.
 */
export function createPublishedKeys(jwksUrl: string, read: (value: unknown) => Jwk): KeyCache<PublishedKey> {
  let last: ReadonlyMap<string, PublishedKey> = new Map();

  function keyOf(jwk: Jwk): PublishedKey {
    const known = last.get(jwk.kid);
    if (known && isDeepStrictEqual(known.jwk, jwk)) return known;
    return { jwk, object: createPublicKey({ key: jwk, format: 'jwk' }) };
  }

  return createKeyCache(async () => {
    try {
      const ours = listed(await getJson(jwksUrl, readMillisecondsMax)).flatMap((value) => attempt(() => read(value)));
      last = new Map(ours.map((jwk) => [jwk.kid, keyOf(jwk)]));
      return last;
    } catch (cause) {
      throw new DependencyUnavailableError('the keys that verify access tokens cannot be read', { cause });
    }
  });
}

function listed(answer: unknown): unknown[] {
  const { keys } = (answer ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys)) throw new Error('did not answer with a list of keys');
  return keys;
}

function attempt<T>(run: () => T): T | [] {
  try {
    return run();
  } catch {
    // A key of another kind.
    return [];
  }
}
