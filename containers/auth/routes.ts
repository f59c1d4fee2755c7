import { z } from 'zod';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { json, route } from '#shared/http/route.ts';
import { humanText } from '#shared/text/human-text.ts';
import { roles } from '#shared/tokens/access-claims.ts';
import type { PublicJwk } from '#shared/tokens/public-jwk.ts';
import { allowanceText, beyondAllowance } from './allowance-text.ts';
import { accessTokenLifeSeconds, lengthOf, normalizePassword, reuseGraceSeconds, sessionLifeDays } from './domain.ts';
import { email } from './email.ts';
import { cookieHeader } from './refresh-cookie.ts';
import { allowances, knownDays } from './throttle.ts';

const passwordLengthMax = 128;
const passwordLengthMin = 15;

// Signing in accepts any password. Applying the rules for new ones here would reveal which passwords no account can have.
const givenPassword = z
  .string()
  .transform(normalizePassword)
  .refine((value) => lengthOf(value) <= passwordLengthMax, `At most ${passwordLengthMax} characters`);
const newPassword = givenPassword
  .refine((value) => lengthOf(value) >= passwordLengthMin, `At least ${passwordLengthMin} characters`)
  .meta({
    description: `${passwordLengthMin} to ${passwordLengthMax} characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in upper or lower case: the 49,000 most common passwords, the name of the service, the email and the part before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions.`,
    example: 'correct horse battery staple',
  });

const name = humanText(100);

const user = z.object({ userId: z.uuid(), email: z.string(), name: z.string().optional(), roles: z.array(z.enum(roles)) }).meta({
  id: 'User',
  description: 'A user and their roles',
  example: {
    userId: '01990000-0000-7000-8000-000000000001',
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    roles: ['customer'],
  },
});

const tokens = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds' }),
    refreshToken: z.string().optional().meta({ description: 'Absent if it is in the cookie' }),
  })
  .meta({
    id: 'Tokens',
    description: 'The refresh token works once; each refresh returns the next one',
    example: { accessToken: 'eyJ...', tokenType: 'Bearer', expiresIn: 300, refreshToken: 'q0vT...' },
  });

const refreshToken = z.strictObject({ refreshToken: z.string().min(1).max(128).optional() });

const { password: tries, registration, refresh: refreshes } = allowances;
const triesDescription = `Failed attempts are limited, whether the account exists or not: ${allowanceText(tries.account)} for each account, ${allowanceText(tries.address)} for each address, ${allowanceText(tries.everybody)} for all callers together. For an address that has signed in to the account within the last ${knownDays} days, one limit replaces all of these: ${allowanceText(tries.knownAddress)}. ${beyondAllowance}`;
const tokensLiveOn = `Access tokens issued earlier can no longer place orders, and those of operators and administrators are refused outside \`/v1/auth\`. A customer’s tokens remain valid for everything else until they expire, at most ${accessTokenLifeSeconds / 60} minutes.`;

export const register = route({
  method: 'post',
  path: '/v1/auth/register',
  operationId: 'register',
  access: 'anyone',
  summary: 'Register as a customer',
  description: `Limits: ${allowanceText(registration.address)} for each address, ${allowanceText(registration.everybody)} for all callers together. ${beyondAllowance} A known email is refused with 409, which tells the caller that it exists. With an \`Idempotency-Key\`, which belongs to the email, the same request gets the first response again, until the password is changed.`,
  request: {
    headers: optionalIdempotencyHeader(
      'Identifies this registration; keys belong to the email address. Until the password is changed, the same body gets the first response again, and a different body is refused',
    ),
    body: json(z.strictObject({ email, password: newPassword, name: name.optional() }), 'The new user'),
  },
  responses: { 201: json(user, 'Registered') },
  refuses: ['email-taken', 'idempotency-key-reused', 429],
});

export const login = route({
  method: 'post',
  path: '/v1/auth/login',
  operationId: 'login',
  access: 'anyone',
  summary: 'Sign in',
  sentAgain: 'Repeating it opens another session.',
  description: triesDescription,
  request: { headers: cookieHeader, body: json(z.strictObject({ email, password: givenPassword }), 'Email and password') },
  responses: { 200: json(tokens, 'Signed in') },
  refuses: ['bad-credentials', 'account-disabled', 429],
});

export const refresh = route({
  method: 'post',
  path: '/v1/auth/refresh',
  operationId: 'refreshTokens',
  access: 'anyone',
  summary: 'Exchange a refresh token for new tokens',
  sentAgain: 'So a request whose response was lost may be repeated at once.',
  description: `A token works once. Used again within ${reuseGraceSeconds} s, because the response was lost or another tab refreshed at the same time, it returns the same successor; once the successor itself has been used, it is refused. Used again later, it ends its session. A session lasts ${sessionLifeDays} days from the sign-in, however often it is refreshed. Limit: ${allowanceText(refreshes.address)} for each address. ${beyondAllowance}`,
  request: { headers: cookieHeader, body: json(refreshToken, 'The refresh token, unless it is in the cookie') },
  responses: { 200: json(tokens, 'Refreshed') },
  refuses: ['bad-refresh-token', 'account-disabled', 429],
});

export const logout = route({
  method: 'post',
  path: '/v1/auth/logout',
  operationId: 'logout',
  access: 'anyone',
  summary: 'End the session of a refresh token',
  sentAgain: 'Repeating it changes nothing.',
  request: { headers: cookieHeader, body: json(refreshToken, 'Any refresh token of the session, unless it is in the cookie') },
  responses: { 204: { description: 'The session has ended' } },
});

export const logoutEverywhere = route({
  method: 'post',
  path: '/v1/auth/logout-everywhere',
  operationId: 'logoutEverywhere',
  access: 'signedIn',
  scope: 'account',
  summary: 'End all my sessions',
  sentAgain: 'A repeat also ends sessions started since.',
  description: tokensLiveOn,
  responses: { 204: { description: 'All sessions have ended' } },
});

export const changePassword = route({
  method: 'post',
  path: '/v1/auth/password',
  operationId: 'changePassword',
  access: 'signedIn',
  scope: 'account',
  summary: 'Change my password, which ends all my sessions',
  sentAgain: 'Repeating it is refused with 401, because the current password is already the new one.',
  description: `A wrong \`currentPassword\` is refused with 401 \`bad-credentials\`, and counts as a failed sign-in, with the same limits. ${tokensLiveOn}`,
  request: {
    body: json(z.strictObject({ currentPassword: givenPassword, newPassword }), 'The current password and the new one'),
  },
  responses: { 204: { description: 'The password is changed, and all sessions have ended' } },
  refuses: ['bad-credentials', 'account-disabled', 429],
});

export const me = route({
  method: 'get',
  path: '/v1/auth/me',
  operationId: 'getMe',
  access: 'signedIn',
  scope: 'account',
  summary: 'Read my account',
  refuses: ['account-disabled'],
  responses: { 200: json(user, 'The access token’s user, as they are now') },
});

export const changeMe = route({
  method: 'patch',
  path: '/v1/auth/me',
  operationId: 'changeMe',
  access: 'signedIn',
  scope: 'account',
  summary: 'Change my name',
  request: { body: json(z.strictObject({ name: name.nullable() }), 'The new name; null removes it') },
  refuses: ['account-disabled'],
  responses: { 200: json(user, 'The changed user') },
});

export const deleteMe = route({
  method: 'delete',
  path: '/v1/auth/me',
  operationId: 'deleteMe',
  access: 'signedIn',
  scope: 'account',
  summary: 'Delete my account',
  description: `Deletes email, name, password and sessions; the email can then be registered again, as another user. Orders are kept for accounting, with a user id that no longer leads to anyone. A wrong \`password\` is refused with 401 \`bad-credentials\`, and counts as a failed sign-in, with the same limits. ${tokensLiveOn}`,
  request: { body: json(z.strictObject({ password: givenPassword }), 'The password, as confirmation') },
  responses: { 204: { description: 'The account is deleted' } },
  refuses: ['bad-credentials', 'account-disabled', 429],
});

const publicKey: z.ZodType<PublicJwk> = z
  .object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string().regex(/^[\w-]{43}$/),
    alg: z.literal('ES256'),
    use: z.literal('sig'),
  })
  .meta({ id: 'PublicKey', description: 'A public key that verifies access tokens' });

export const jwks = route({
  method: 'get',
  path: '/v1/auth/.well-known/jwks.json',
  operationId: 'getSigningKeys',
  access: 'anyone',
  summary: 'The public keys that verify access tokens',
  responses: { 200: json(z.object({ keys: z.array(publicKey) }), 'JSON Web Key Set') },
});
