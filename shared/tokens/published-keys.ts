import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { createKeyCache, type KeyCache } from './key-cache.ts';

export type PublishedKey<Jwk> = { jwk: Jwk; object: KeyObject };

const fetchMillisecondsMax = 2_000;

/**
 * The keys that are published at `jwksUrl`, by their ids. Keys of other kinds than the schema's are not for us and are skipped.
 * `find` rejects with DependencyUnavailableError while they cannot be read.
 */
export function createPublishedKeys<Jwk extends JsonWebKey & { kid: string }>(
  jwksUrl: string,
  schema: z.ZodType<Jwk>,
): KeyCache<PublishedKey<Jwk>> {
  return createKeyCache(async () => {
    try {
      const response = await fetch(jwksUrl, { redirect: 'error', signal: AbortSignal.timeout(fetchMillisecondsMax) });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      const ours = jwks.parse(await response.json()).keys.flatMap((key) => schema.safeParse(key).data ?? []);
      return new Map(ours.map((jwk) => [jwk.kid, { jwk, object: createPublicKey({ key: jwk, format: 'jwk' }) }]));
    } catch (cause) {
      throw new DependencyUnavailableError('The keys that verify access tokens cannot be read', { cause });
    }
  });
}

const jwks = z.object({ keys: z.array(z.unknown()) });
