import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createAuthorize } from './authorize.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);

export const handler = createAuthorize(openTokenVerifier(config), config.CDN_SECRET);
