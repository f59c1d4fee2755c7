import { z } from 'zod';
import { cognitoIsWhole, messagingSettings, postgresSettings, serviceSettings } from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    ...messagingSettings,
    CARRIER_URL: z.url().meta({ description: 'The carrier’s API' }),
  })
  .refine(...cognitoIsWhole);
