import { z } from 'zod';
import { isPlainText } from '#shared/http/plain-text.ts';
import { json, route } from '#shared/http/route.ts';
import { roles } from '#shared/tokens/access-claims.ts';
import { publicJwk } from '#shared/tokens/public-jwk.ts';
import { lengthOf, normalizePassword } from './domain.ts';

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ description: 'Compared without regard to case', example: 'ada@example.com' });

const password = z.string().transform(normalizePassword);
const passwordLengthMax = 128;
const passwordLengthMin = 15;

// Any password may be tried at the door: the rule for new ones would tell which old ones cannot be.
const givenPassword = password.refine((value) => lengthOf(value) <= passwordLengthMax, `At most ${passwordLengthMax} characters`);
const newPassword = givenPassword
  .refine((value) => lengthOf(value) >= passwordLengthMin, `At least ${passwordLengthMin} characters`)
  .meta({ description: `${passwordLengthMin} to ${passwordLengthMax} characters of any kind` });

const name = z.string().trim().min(1).max(100).refine(isPlainText, 'No control characters');

const user = z
  .object({ userId: z.uuid(), email: z.string(), roles: z.array(z.enum(roles)) })
  .meta({ id: 'User', description: 'A user and what they may do' });

const tokens = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds' }),
    refreshToken: z.string(),
  })
  .meta({ id: 'Tokens', description: 'The refresh token works once; each refresh answers the next one' });

const refreshToken = z.strictObject({ refreshToken: z.string().min(1).max(128) });

export const register = route({
  method: 'post',
  path: '/v1/auth/register',
  access: 'anyone',
  summary: 'Register as a customer',
  request: { body: json(z.strictObject({ email, password: newPassword, name: name.optional() }), 'Who registers') },
  responses: { 201: json(user, 'Registered') },
  refuses: [409],
});

export const login = route({
  method: 'post',
  path: '/v1/auth/login',
  access: 'anyone',
  summary: 'Sign in',
  request: { body: json(z.strictObject({ email, password: givenPassword }), 'E-mail and password') },
  responses: { 200: json(tokens, 'Signed in') },
  refuses: [401],
});

export const refresh = route({
  method: 'post',
  path: '/v1/auth/refresh',
  access: 'anyone',
  summary: 'Exchange a refresh token for new tokens',
  request: { body: json(refreshToken, 'The refresh token, which is used up') },
  responses: { 200: json(tokens, 'Refreshed') },
  refuses: [401],
});

export const logout = route({
  method: 'post',
  path: '/v1/auth/logout',
  access: 'anyone',
  summary: 'End the session of a refresh token',
  request: { body: json(refreshToken, 'Any refresh token of the session') },
  responses: { 204: { description: 'The session has ended' } },
});

export const me = route({
  method: 'get',
  path: '/v1/auth/me',
  access: 'signedIn',
  summary: 'Who I am',
  responses: { 200: json(user, 'The user of the access token, as they are now') },
});

export const jwks = route({
  method: 'get',
  path: '/v1/auth/.well-known/jwks.json',
  access: 'anyone',
  summary: 'The public keys that verify access tokens',
  responses: { 200: json(z.object({ keys: z.array(publicJwk) }), 'JSON Web Key Set') },
});
