import { z } from 'zod';
import { postgresSettings, serviceSettings } from '#shared/config/settings.ts';

export const configSchema = z.object({
  ...serviceSettings,
  ...postgresSettings,
  SIGNING_KEY_FILE: z.string().meta({ description: 'PEM file with the P-256 private key that signs access tokens' }),
});
