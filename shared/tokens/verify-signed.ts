import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { type Actor, TokenRefusedError, type TokenVerifier } from './actor.ts';
import { createPublishedKeys, type Jwk, type PublishedKey } from './published-keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** What a token claims, before it is verified; `exp` in seconds since 1970. */
export type Claimed = { kid: string; exp: number; actor: Actor };

/** A kind of access token: where its keys are published, and which tokens are valid. */
export type TokenKind = {
  jwksUrl: string;
  /** @throws for a key of another kind */
  readJwk(value: unknown): Jwk;
  /** @throws for a token that is refused whatever its signature */
  read(token: string): Claimed;
  issuer: string | string[];
  /** null where `read` checks an equivalent claim */
  audience: string | null;
};

/**
 * Verifies tokens of one kind: first what needs no key, then signature, issuer, audience and times, with aws-jwt-verify. A
 * valid token is not verified again until it expires or its key is no longer the published one.
 */
export function createSignedVerifier({ jwksUrl, readJwk, read, issuer, audience }: TokenKind): TokenVerifier {
  const keys = createPublishedKeys(jwksUrl, readJwk);
  const verified = createVerifiedTokens<PublishedKey>();

  async function verify(token: string): Promise<Actor> {
    const known = verified.find(token);
    // Looks up the key even for a known token: only the key cache decides how long a key is trusted.
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

/** Turns everything that a check throws into a refusal. */
function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    throw new TokenRefusedError({ cause });
  }
}
