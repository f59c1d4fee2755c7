import { z } from 'zod';
import { cognitoIsWhole, messagingSettings, postgresSettings, serviceSettings, table } from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    ...messagingSettings,
    PRODUCTS_TABLE: table('products, read only'),
    STOCK_TABLE: table('stock, read only'),
    REVOCATIONS_TABLE: table('access tokens that are over before their time, read only'),
    TIMELINE_TABLE: table('timelines, read only'),
    ORDER_DEADLINE_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(7 * 24 * 3600)
      .default(900)
      .meta({
        description:
          'An order that is not confirmed by then is cancelled with the reason EXPIRED. Less than the life of a card authorization (7 days)',
      }),
    METRICS_NAMESPACE: z
      .string()
      .regex(/^[\w./#:-]{1,255}$/)
      .default('CloudServices')
      .meta({ description: 'CloudWatch namespace of the metrics in the log; one for each environment of an account' }),
    METRICS_INTERVAL_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(3600)
      .default(60)
      .meta({ description: 'How often metrics are logged' }),
  })
  .refine(...cognitoIsWhole);
