import {
  is,
  isCount,
  isMoment,
  isString,
  isUuid,
  listOf,
  matches,
  optional,
  readShape,
  readStrictShape,
  type Shaped,
} from './shape.ts';

export const roles = ['customer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a `scope` claim may look like (RFC 6749, 3.3). */
export const scopePattern = /^[!#-[\]-~]+( [!#-[\]-~]+)*$/;

const header = { alg: is('ES256'), typ: is('at+jwt'), kid: matches(/^[\w-]{43}$/) };

/** What an access token says of its bearer. Times are seconds since 1970. */
const claims = {
  iss: isString,
  aud: isString,
  sub: isUuid,
  jti: matches(/^.{1,64}$/su),
  iat: isMoment,
  exp: isMoment,
  roles: listOf(is(...roles)),
  scope: matches(scopePattern),
  email: optional(isString),
  /** How often all sessions of its user had been ended when it was issued. Tokens of earlier builds do not say. */
  generation: optional(isCount),
};

export type AccessHeader = Shaped<typeof header>;
export type AccessClaims = Shaped<typeof claims>;

/** What the header of an access token says, and all of it: no `jku`, `jwk`, `x5u` or `crit` is ever looked at. RFC 9068 names the type. */
export const readAccessHeader = (value: unknown): AccessHeader => readStrictShape(header, value);

export const readAccessClaims = (value: unknown): AccessClaims => readShape(claims, value);
