import { loadConfig } from '#shared/config/load-config.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAuthorize } from './authorize.ts';
import { configSchema } from './config.ts';

const config = loadConfig(configSchema, process.env);

export const handler = createAuthorize(
  createTokenVerifier({ issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE, jwksUrl: config.JWKS_URL }),
);
