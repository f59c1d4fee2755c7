import { z } from 'zod';
import {
  cognitoIsWhole,
  messagingSettings,
  postgresSettings,
  revocationSettings,
  serviceSettings,
} from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    ...messagingSettings,
    ...revocationSettings,
    CARRIER_URL: z.url().meta({ description: 'The carrier’s API' }),
  })
  .refine(...cognitoIsWhole);
