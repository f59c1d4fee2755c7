import { z } from 'zod';
import {
  cognitoIsWhole,
  consumerConcurrency,
  messagingSettings,
  metricsNamespace,
  postgresSettings,
  queueMap,
  revocationSettings,
  serviceSettings,
  table,
} from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    ...messagingSettings,
    // Most messages only wait to be stored together with the next.
    CONSUMER_CONCURRENCY: consumerConcurrency(100),
    ...revocationSettings,
    PRODUCTS_TABLE: table('products, read only'),
    STOCK_TABLE: table('stock, read only'),
    TIMELINE_TABLE: table('timelines, read only'),
    DEAD_LETTERS_TABLE: table('dead letters; only the function `dead-letters` adds to it'),
    CONSUMER_QUEUES: queueMap.meta({
      description:
        'The URL of each consumer’s queue, where its dead letters are redriven to, as `orders=https://...,billing=https://...`',
    }),
    ORDER_DEADLINE_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(7 * 24 * 3600)
      .default(900)
      .meta({
        description:
          'An order not confirmed within this time is cancelled with the reason EXPIRED; at most 7 days, the life of a card authorization',
      }),
    METRICS_NAMESPACE: metricsNamespace,
    METRICS_INTERVAL_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(3600)
      .default(60)
      .meta({ description: 'How often metrics are logged' }),
  })
  .refine(...cognitoIsWhole);
