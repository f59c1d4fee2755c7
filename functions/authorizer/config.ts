import { z } from 'zod';
import { serviceSettings } from '#shared/config/settings.ts';

const { TOKEN_ISSUER, TOKEN_AUDIENCE, JWKS_URL } = serviceSettings;

export const configSchema = z.object({ TOKEN_ISSUER, TOKEN_AUDIENCE, JWKS_URL });
