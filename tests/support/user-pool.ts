import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { type JWTPayload, SignJWT } from 'jose';

export type PoolKey = { privateKey: KeyObject; jwk: Record<string, unknown> & { kid: string } };

type Pool = { userPoolId: string; clientId: string };

/** The issuer of a user pool: a pool's id starts with its region. */
export const issuerOf = (userPoolId: string) => `https://cognito-idp.${userPoolId.split('_')[0]}.amazonaws.com/${userPoolId}`;

/** A key like a user pool's: RS256, with a random id. */
export async function createPoolKey(): Promise<PoolKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = `${randomUUID().replaceAll('-', '')}+/abcdefghi=`;
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** The claims of a user pool's access token, with these changes; a claim set to undefined is omitted. */
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

/** Signs a token with a pool's key, whatever it claims. */
export function signPoolToken(
  { privateKey, jwk }: PoolKey,
  claims: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: jwk.kid, ...header }).sign(privateKey);
}
