import { hash } from 'node:crypto';
import type { Actor } from './actor.ts';

/** A token that was valid: its key, its expiry in seconds since 1970, and its actor. */
export type VerifiedToken<Key> = { kid: string; key: Key; exp: number; actor: Actor };

/** With hashes in place of tokens, this takes less than 2 MB. */
const tokensMax = 4_096;

/**
 * Caches recently verified tokens until they expire; when there are too many, the oldest is dropped first. The caller must check
 * that the key is still valid. Tokens are identified by the SHA-256 of all their bytes, so that no token is kept in memory.
 */
export function createVerifiedTokens<Key>() {
  const tokens = new Map<string, VerifiedToken<Key>>();

  function find(token: string): VerifiedToken<Key> | undefined {
    const id = idOf(token);
    const found = tokens.get(id);
    if (!found || Date.now() < found.exp * 1000) return found;
    tokens.delete(id);
    return undefined;
  }

  function add(token: string, verified: VerifiedToken<Key>): void {
    const [oldest] = tokens.keys();
    if (tokens.size >= tokensMax && oldest !== undefined) tokens.delete(oldest);
    tokens.set(idOf(token), verified);
  }

  return { find, add };
}

const idOf = (token: string) => hash('sha256', token, 'base64');
