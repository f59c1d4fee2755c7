import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { type Actor, TokenRefusedError, type TokenVerifier } from './actor.ts';
import { createPublishedKeys, type Jwk, type PublishedKey } from './published-keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** What a token says, before anybody knows whether it is true; `exp` in seconds since 1970. */
export type Claimed = { kid: string; exp: number; actor: Actor };

/** A kind of access tokens: where its keys are read, and whose tokens are valid. */
export type TokenKind = {
  jwksUrl: string;
  /** @throws for a key that is none of this kind's */
  readJwk(value: unknown): Jwk;
  /** @throws for a token that is refused whatever its signature */
  read(token: string): Claimed;
  issuer: string | string[];
  /** null where `read` has checked what stands for it */
  audience: string | null;
};

/**
 * Verifies tokens of one kind: what needs no key first, then the signature, issuer, audience and times, as aws-jwt-verify
 * checks them. A token that was valid is not verified again until it expires, or its key is no longer the one that is published.
 */
export function createSignedVerifier({ jwksUrl, readJwk, read, issuer, audience }: TokenKind): TokenVerifier {
  const keys = createPublishedKeys(jwksUrl, readJwk);
  const verified = createVerifiedTokens<PublishedKey>();

  async function verify(token: string): Promise<Actor> {
    const known = verified.find(token);
    // However often a token comes, its key is looked for each time: the cache of keys alone says how long one may be trusted.
    if (known && known.key === (await keys.find(known.kid))) return known.actor;
    const claimed = refusing(() => read(token));
    const key = await keys.find(claimed.kid);
    if (!key) throw new TokenRefusedError({ cause: new Error('signed with an unknown key') });
    refusing(() => verifyJwtSync(token, key.jwk, { issuer, audience }, () => key.object));
    verified.add(token, { ...claimed, key });
    return claimed.actor;
  }

  return { verify };
}

/** Whatever a check throws refuses the token. */
function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    throw new TokenRefusedError({ cause });
  }
}
