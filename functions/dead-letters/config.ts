import { z } from 'zod';
import { metricsNamespace, queueMap, table } from '#shared/config/settings.ts';

export const configSchema = z.object({
  DEAD_LETTERS_TABLE: table('dead letters'),
  DEAD_LETTER_QUEUES: queueMap.meta({
    description: 'The name of each consumer’s dead-letter queue, as `orders=orders-dlq,billing=billing-dlq`',
  }),
  METRICS_NAMESPACE: metricsNamespace,
});
