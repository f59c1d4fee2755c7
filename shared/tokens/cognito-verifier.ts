import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { roles as knownRoles, type Role } from './access-claims.ts';
import type { TokenVerifier } from './actor.ts';
import { readToken } from './read-token.ts';
import { scopesOfRoles } from './scopes.ts';
import { is, isMoment, isString, isUuid, listOf, matches, optional, readShape, readStrictShape } from './shape.ts';
import { type Claimed, createSignedVerifier } from './verify-signed.ts';

export type CognitoOptions = {
  /** Such as `eu-central-1_AbCdEfGhI`. */
  userPoolId: string;
  clientId: string;
  /** Where the pool's keys are published: `https://cognito-idp.<region>.amazonaws.com/<pool>/.well-known/jwks.json`. */
  jwksUrl: string;
};

/**
 * Verifies the access tokens that a Cognito user pool issues to one of its app clients. Cognito puts the app client in
 * `client_id` and sends no audience. The keys come from our own cache, so that a withdrawn key is refused in time and made-up
 * key ids do not delay the discovery of a new one. Lifetime and shape of the claims are checked as for our own tokens, so the
 * app client needs an `access_token_validity` of at most 10 minutes (Cognito's minimum is 5).
 *
 * The pool's groups become roles if they have the same name; a user in none of those is a customer. The pool does not know our
 * scopes: a token has every scope that its roles allow.
 */
export function createCognitoVerifier({ userPoolId, clientId, jwksUrl }: CognitoOptions): TokenVerifier {
  const issuers = issuersOf(userPoolId);
  const claimsShape = { ...poolClaims, iss: is(...issuers), token_use: is('access'), client_id: is(clientId) };

  function read(token: string): Claimed {
    const { header, claims } = readToken(token, {
      header: (value) => readStrictShape(poolHeader, value),
      claims: (value) => readShape(claimsShape, value),
    });
    const roles = rolesOf(claims['cognito:groups'] ?? []);
    const actor = { userId: userIdOf(claims.sub), email: undefined, roles, scopes: scopesOfRoles(roles) };
    return { kid: header.kid, exp: claims.exp, actor };
  }

  const readJwk = (value: unknown) => readShape(poolJwk, value);
  return createSignedVerifier({ jwksUrl, readJwk, read, issuer: issuers, audience: null });
}

/** A pool id starts with its region; newer pools may use the second host name. */
function issuersOf(userPoolId: string): string[] {
  const [region] = userPoolId.split('_');
  return ['cognito-idp', 'issuer-cognito-idp'].map((host) => `https://${host}.${region}.amazonaws.com/${userPoolId}`);
}

const kid = matches(/^[\w+/=-]{1,128}$/);
const isFilled = matches(/./);

const poolJwk = { kty: is('RSA'), alg: is('RS256'), use: is('sig'), kid, n: isFilled, e: isFilled };

/** The whole header of a Cognito token; some tools add the type. */
const poolHeader = { alg: is('RS256'), kid, typ: optional(is('JWT')) };

const poolClaims = {
  sub: matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  jti: matches(/^.{1,64}$/su),
  iat: isMoment,
  exp: isMoment,
  'cognito:groups': optional(listOf(isString)),
};

function rolesOf(groups: readonly string[]): readonly Role[] {
  const roles = knownRoles.filter((role) => groups.includes(role));
  return roles.length > 0 ? roles : ['customer'];
}

/**
 * The user's id in the pool, if it is a UUID. Pools since 2023 issue ids that only look like one: their variant is not one of
 * RFC 9562 (https://github.com/uuidjs/uuid/issues/936). Events require real UUIDs, so such a user gets a UUIDv5 of that id.
 */
function userIdOf(sub: string): string {
  const id = sub.toLowerCase();
  return isUuid(id) ? id : uuidFromName(`cognito/${id}`);
}
