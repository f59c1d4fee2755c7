import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { createLog } from '#shared/logging/logger.ts';
import { configSchema } from './config.ts';
import { recordDeadLetters } from './record-dead-letters.ts';
import { createDeadLetterStore } from './store.ts';

const { DEAD_LETTERS_TABLE, DEAD_LETTER_QUEUES, METRICS_NAMESPACE } = loadConfig(configSchema, process.env);
const deps = {
  store: createDeadLetterStore(createDynamoClient(), DEAD_LETTERS_TABLE),
  consumers: new Map(Object.entries(DEAD_LETTER_QUEUES).map(([consumer, queue]) => [queue, consumer])),
  namespace: METRICS_NAMESPACE,
  log: createLog('dead-letters', 'info'),
};

/** Handles batches of every dead-letter queue; its event source mappings must have ReportBatchItemFailures. */
export const handler = ({ Records }: SQSEvent) => recordDeadLetters(Records, deps);
