import { z } from 'zod';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { json, route } from '#shared/http/route.ts';
import { humanText } from '#shared/text/human-text.ts';
import { roles } from '#shared/tokens/access-claims.ts';
import type { PublicJwk } from '#shared/tokens/public-jwk.ts';
import { accessTokenLifeSeconds, lengthOf, normalizePassword, reuseGraceSeconds, sessionLifeDays } from './domain.ts';
import { email } from './email.ts';
import { cookieHeader } from './refresh-cookie.ts';
import { type Allowance, allowances, knownDays } from './throttle.ts';

const passwordLengthMax = 128;
const passwordLengthMin = 15;

// Any password may be tried at the door: the rule for new ones would tell which old ones cannot be.
const givenPassword = z
  .string()
  .transform(normalizePassword)
  .refine((value) => lengthOf(value) <= passwordLengthMax, `At most ${passwordLengthMax} characters`);
const newPassword = givenPassword
  .refine((value) => lengthOf(value) >= passwordLengthMin, `At least ${passwordLengthMin} characters`)
  .meta({
    description: `${passwordLengthMin} to ${passwordLengthMax} characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in any case: the 49,000 most common passwords, the name of the service, the e-mail and what stands before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions.`,
    example: 'correct horse battery staple',
  });

const name = humanText(100);

const user = z.object({ userId: z.uuid(), email: z.string(), name: z.string().optional(), roles: z.array(z.enum(roles)) }).meta({
  id: 'User',
  description: 'A user and what they may do',
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
    refreshToken: z.string().optional().meta({ description: 'Missing if it was put into the cookie' }),
  })
  .meta({
    id: 'Tokens',
    description: 'The refresh token works once; each refresh answers the next one',
    example: { accessToken: 'eyJ...', tokenType: 'Bearer', expiresIn: 300, refreshToken: 'q0vT...' },
  });

const refreshToken = z.strictObject({ refreshToken: z.string().min(1).max(128).optional() });

const amount = ({ atOnce, perHour }: Allowance) =>
  `${atOnce.toLocaleString('en')} at once and ${perHour.toLocaleString('en')} more an hour`;
const { password: tries, registration, refresh: refreshes } = allowances;
const beyond = 'Beyond that 429 with `Retry-After` in seconds.';
const triesDescription = `Tries that fail are counted, whether there is such an account or not: for each account ${amount(tries.account)}, for each address ${amount(tries.address)}, for everybody ${amount(tries.everybody)}. From an address that signed in to the account within the last ${knownDays} days none of this counts, but ${amount(tries.knownAddress)}. ${beyond}`;
const tokensLiveOn = `Access tokens that were given out before place no order any more; for all else they are good to their end, at most ${accessTokenLifeSeconds / 60} minutes.`;

export const register = route({
  method: 'post',
  path: '/v1/auth/register',
  operationId: 'register',
  access: 'anyone',
  summary: 'Register as a customer',
  description: `For each address ${amount(registration.address)}, for everybody ${amount(registration.everybody)}. ${beyond} A known e-mail is 409, so that who asks learns of it. With an \`Idempotency-Key\`, which belongs to the e-mail, the same request again is answered as the first time, until the password is changed.`,
  request: {
    headers: optionalIdempotencyHeader,
    body: json(z.strictObject({ email, password: newPassword, name: name.optional() }), 'Who registers'),
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
  sentAgain: 'Sent again, it opens another session.',
  description: triesDescription,
  request: { headers: cookieHeader, body: json(z.strictObject({ email, password: givenPassword }), 'E-mail and password') },
  responses: { 200: json(tokens, 'Signed in') },
  refuses: ['bad-credentials', 'account-disabled', 429],
});

export const refresh = route({
  method: 'post',
  path: '/v1/auth/refresh',
  operationId: 'refreshTokens',
  access: 'anyone',
  summary: 'Exchange a refresh token for new tokens',
  sentAgain: 'So a request whose answer was lost may be sent again at once.',
  description: `A token works once. Sent again within ${reuseGraceSeconds} s, because the answer was lost or another tab asked at the same time, it is answered with the same successor; once that has been used itself, it is refused. Sent again later it ends its session. A session lasts ${sessionLifeDays} days from the sign-in, however often it is refreshed. For each address ${amount(refreshes.address)}. ${beyond}`,
  request: { headers: cookieHeader, body: json(refreshToken, 'The refresh token, which is used up, unless it is in the cookie') },
  responses: { 200: json(tokens, 'Refreshed') },
  refuses: ['bad-refresh-token', 'account-disabled', 429],
});

export const logout = route({
  method: 'post',
  path: '/v1/auth/logout',
  operationId: 'logout',
  access: 'anyone',
  summary: 'End the session of a refresh token',
  sentAgain: 'Sent again, it changes nothing.',
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
  sentAgain: 'Sent again, it ends what was begun since.',
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
  sentAgain: 'Sent again, it is 401: the password is the new one by then.',
  description: `A wrong \`currentPassword\` is 401 of the type \`bad-credentials\`, and counts like a sign-in that fails (see there). ${tokensLiveOn}`,
  request: {
    body: json(z.strictObject({ currentPassword: givenPassword, newPassword }), 'The password as it is, and as it shall be'),
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
  summary: 'Who I am',
  refuses: ['account-disabled'],
  responses: { 200: json(user, 'The user of the access token, as they are now') },
});

export const changeMe = route({
  method: 'patch',
  path: '/v1/auth/me',
  operationId: 'changeMe',
  access: 'signedIn',
  scope: 'account',
  summary: 'Change my name',
  request: { body: json(z.strictObject({ name: name.nullable() }), 'The name as it shall be; null removes it') },
  refuses: ['account-disabled'],
  responses: { 200: json(user, 'The user as they are now') },
});

export const deleteMe = route({
  method: 'delete',
  path: '/v1/auth/me',
  operationId: 'deleteMe',
  access: 'signedIn',
  scope: 'account',
  summary: 'Delete my account',
  description: `E-mail, name, password and sessions are deleted, and the e-mail may register anew, as somebody else. Orders stay for the books, with an id that leads to nobody. A wrong \`password\` is 401 of the type \`bad-credentials\`, and counts like a sign-in that fails (see there). ${tokensLiveOn}`,
  request: { body: json(z.strictObject({ password: givenPassword }), 'The password, to show that it is meant') },
  responses: { 204: { description: 'The account is gone' } },
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
