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
    STRIPE_API_KEY: z.string().min(1).meta({ description: 'Stripe’s secret key' }),
    STRIPE_API_URL: z.url().default('https://api.stripe.com').meta({ description: 'Stripe’s API, or a stand-in for it' }),
  })
  .refine(...cognitoIsWhole);
