import { z } from 'zod';
import { postgresSettings, serviceSettings } from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    SIGNING_KEY_FILE: z
      .string()
      .optional()
      .meta({ description: 'PEM file with the P-256 private key that signs access tokens; or else `SIGNING_KEY_ID`' }),
    SIGNING_KEY_ID: z
      .string()
      .optional()
      .meta({ description: 'Id or ARN of the KMS key (ECC_NIST_P256) that signs access tokens; or else `SIGNING_KEY_FILE`' }),
  })
  .refine((config) => (config.SIGNING_KEY_FILE === undefined) !== (config.SIGNING_KEY_ID === undefined), {
    error: 'Either SIGNING_KEY_FILE or SIGNING_KEY_ID must be given, and not both',
    // Told together with whatever else is wrong.
    when: () => true,
  });
