import { loadConfig } from '#shared/config/load-config.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createAuthorize } from './authorize.ts';
import { configSchema } from './config.ts';

export const handler = createAuthorize(openTokenVerifier(loadConfig(configSchema, process.env)));
