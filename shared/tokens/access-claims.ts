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

/** The roles of those who work here. */
export const staffRoles = ['operator', 'admin'] as const satisfies readonly Role[];

/** The syntax of a `scope` claim (RFC 6749, section 3.3). */
export const scopePattern = /^[!#-[\]-~]+( [!#-[\]-~]+)*$/;

const header = { alg: is('ES256'), typ: is('at+jwt'), kid: matches(/^[\w-]{43}$/) };

/** The claims of an access token. Times are in seconds since 1970. */
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
  /** How often all of the user's sessions had been ended when it was issued. Missing in tokens of earlier builds. */
  generation: optional(isCount),
};

export type AccessHeader = Shaped<typeof header>;
export type AccessClaims = Shaped<typeof claims>;

/** The complete header of an access token: `jku`, `jwk`, `x5u` and `crit` are never read. RFC 9068 defines the type. */
export const readAccessHeader = (value: unknown): AccessHeader => readStrictShape(header, value);

export const readAccessClaims = (value: unknown): AccessClaims => readShape(claims, value);
