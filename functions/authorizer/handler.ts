import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createAuthorize } from './authorize.ts';
import { readConfig } from './config.ts';

export const handler = createAuthorize(openTokenVerifier(readConfig(process.env)));
