import { CognitoJwtVerifier } from 'aws-jwt-verify/cognito-verifier';
import type { JwksCache } from 'aws-jwt-verify/jwk';
import { z } from 'zod';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { roles as knownRoles, type Role } from './access-claims.ts';
import { createPublishedKeys } from './published-keys.ts';
import { readToken } from './read-token.ts';
import { scopesOfRoles } from './scopes.ts';
import { refusing, TokenRefusedError, type TokenVerifier } from './verifier.ts';

export type CognitoOptions = {
  /** As `eu-central-1_AbCdEfGhI`. */
  userPoolId: string;
  clientId: string;
  /** Where the keys of that pool are read: `https://cognito-idp.<region>.amazonaws.com/<pool>/.well-known/jwks.json`. */
  jwksUrl: string;
};

/**
 * Verifies the access tokens that a Cognito user pool issues to one of its app clients. The library checks signature, issuer,
 * `token_use`, `client_id` and expiry; the keys come from our own cache, so that a withdrawn one is refused in time and
 * made-up ids keep nobody from a new one; and life and form of the claims are checked as for our own tokens. An app client
 * therefore has an `access_token_validity` of 10 minutes at most (5 are the least that Cognito gives).
 *
 * The pool's groups are roles if they are called the same; who has none of these is a customer. The pool knows nothing of our
 * scopes: a token has all that its roles allow.
 */
export function createCognitoVerifier({ userPoolId, clientId, jwksUrl }: CognitoOptions): TokenVerifier {
  const keys = createPublishedKeys(jwksUrl, poolJwk);
  const jwksCache: Pick<JwksCache, 'getJwk'> = {
    async getJwk(_, { header }) {
      const key = await keys.find(header.kid ?? '');
      if (!key) throw new Error('signed with an unknown key');
      return key.jwk;
    },
  };
  // It asks for one key at a time, and no other function of its cache.
  const pool = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' }, { jwksCache: jwksCache as JwksCache });

  return {
    async verify(token) {
      const { claims } = refusing(() => readToken(token, { header: poolHeader, claims: poolClaims }));
      await pool.verify(token).catch((cause) => {
        throw cause instanceof DependencyUnavailableError ? cause : new TokenRefusedError({ cause });
      });
      const roles = rolesOf(claims['cognito:groups']);
      return { userId: userIdOf(claims.sub), email: undefined, roles, scopes: scopesOfRoles(roles) };
    },
  };
}

const kid = z.string().regex(/^[\w+/=-]{1,128}$/);

const poolJwk = z.object({
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  kid,
  n: z.string().min(1),
  e: z.string().min(1),
});

/** All that Cognito says in a header; the type is what some tools add. */
const poolHeader = z.strictObject({ alg: z.literal('RS256'), kid, typ: z.literal('JWT').optional() });

const poolClaims = z.object({
  sub: z.guid().toLowerCase(),
  jti: z.string().min(1).max(64),
  iat: z.int().positive(),
  exp: z.int().positive(),
  'cognito:groups': z.array(z.string()).default([]),
});

function rolesOf(groups: readonly string[]): readonly Role[] {
  const roles = knownRoles.filter((role) => groups.includes(role));
  return roles.length > 0 ? roles : ['customer'];
}

/**
 * The user's id in the pool, where it is a UUID. Pools since 2023 give ids that only look like one: their variant is none of
 * RFC 9562 (https://github.com/uuidjs/uuid/issues/936). Events take real ones, so such a user is known by a UUIDv5 of their id.
 */
const userIdOf = (sub: string) => z.uuid().safeParse(sub).data ?? uuidFromName(`cognito/${sub}`);
