import type { z } from 'zod';
import type { tokenSettings } from '#shared/config/settings.ts';
import type { TokenVerifier } from './actor.ts';
import { createCognitoVerifier } from './cognito-verifier.ts';
import { createTokenVerifier } from './verifier.ts';

export type TokenConfig = z.infer<z.ZodObject<typeof tokenSettings>>;

/**
 * Which access tokens are valid is decided by the configuration alone, the same way for every service and the authorizer: those
 * of the user pool if one is configured, otherwise those signed by `auth`. Never both.
 */
export function openTokenVerifier(config: TokenConfig): TokenVerifier {
  const { COGNITO_USER_POOL_ID: userPoolId, COGNITO_CLIENT_ID: clientId, JWKS_URL: jwksUrl } = config;
  if (userPoolId !== undefined && clientId !== undefined) return createCognitoVerifier({ userPoolId, clientId, jwksUrl });
  return createTokenVerifier({ issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE, jwksUrl });
}
