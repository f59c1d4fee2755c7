import type { SQSEvent } from 'aws-lambda';
import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { createLog } from '#shared/logging/logger.ts';
import { configSchema } from './config.ts';
import { recordEvents } from './record-events.ts';

const { TIMELINE_TABLE } = loadConfig(configSchema, process.env);
const deps = { dynamo: createDynamoClient(), table: TIMELINE_TABLE, log: createLog('timeline', 'info') };

/** Handles a batch of the `timeline` queue; its event source mapping must have ReportBatchItemFailures. */
export const handler = ({ Records }: SQSEvent) => recordEvents(Records, deps);
