import { hash } from 'node:crypto';
import type { Actor } from './actor.ts';

/** A token that was valid: under which key, until when in seconds since 1970, and whose it is. */
export type VerifiedToken<Key> = { kid: string; key: Key; exp: number; actor: Actor };

/** With the hash of each in place of the token this is less than 2 MB. */
const tokensMax = 4_096;

/**
 * Remembers the tokens that were valid lately, each until it expires, the oldest being forgotten first once there are too many. Its
 * user must see that the key is still good. Tokens are known by the SHA-256 of all of their bytes, so that none is kept here.
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
