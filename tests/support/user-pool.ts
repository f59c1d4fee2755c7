import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { type JWTPayload, SignJWT } from 'jose';

export type PoolKey = { privateKey: KeyObject; jwk: Record<string, unknown> & { kid: string } };

type Pool = { userPoolId: string; clientId: string };

/** Who a user pool calls itself: a pool's id begins with its region. */
export const issuerOf = (userPoolId: string) => `https://cognito-idp.${userPoolId.split('_')[0]}.amazonaws.com/${userPoolId}`;

/** A key as a user pool has them: RS256, with an id that tells nothing. */
export async function createPoolKey(): Promise<PoolKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = `${randomUUID().replaceAll('-', '')}+/abcdefghi=`;
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** What an access token of a user pool says, with what is told otherwise; a claim told to be undefined is left out. */
export function poolClaims({ userPoolId, clientId }: Pool, changes: Record<string, unknown> = {}): JWTPayload {
  const iat = Math.floor(Date.now() / 1000);
  return {
    sub: randomUUID(),
    iss: issuerOf(userPoolId),
    version: 2,
    client_id: clientId,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin openid',
    auth_time: iat - 60,
    iat,
    exp: iat + 600,
    jti: randomUUID(),
    username: 'ada',
    ...changes,
  } as JWTPayload;
}

/** Signs a token with a key of a pool, whatever it says. */
export function signPoolToken(
  { privateKey, jwk }: PoolKey,
  claims: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: jwk.kid, ...header }).sign(privateKey);
}
