import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { createSqsClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { serviceSettings } from '#shared/config/settings.ts';
import { notFound, ProblemError } from '#shared/errors/problem.ts';
import { type Fetch, problemResponse } from '#shared/http/request-listener.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createFeeder } from './feeder.ts';

const { PORT, HOST, LOG_LEVEL } = serviceSettings;

/** Additional settings of a function that runs outside Lambda. */
export const feedingSettings = {
  ...{ PORT, HOST, LOG_LEVEL },
  AWS_REGION: z.string().min(1).meta({ description: 'Region of the queues' }),
  FED_QUEUE_URLS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.url()).min(1))
    .meta({ description: 'The SQS queues that feed a function when it runs outside Lambda, separated by commas' }),
};

export type RunFunctionOptions = {
  name: string;
  configSchema: z.ZodObject;
  /** Called only once all settings are valid, so that everything missing is reported at once. */
  load: () => Promise<{ handler: (event: SQSEvent) => Promise<SQSBatchResponse> }>;
  batchSizeMax?: number;
};

/**
 * Runs a Lambda function as a long-running process: it receives batches from its queues, answers health checks, and finishes
 * the current batch when told to stop.
 */
export async function runFunction({ name, configSchema, load, batchSizeMax }: RunFunctionOptions): Promise<void> {
  await runMain(async () => {
    const config = loadConfig(z.object({ ...configSchema.shape, ...feedingSettings }), process.env);
    const { handler } = await load();
    const log = createLog(name, config.LOG_LEVEL);
    const common = { sqs: createSqsClient(), region: config.AWS_REGION, handler, log, ...(batchSizeMax && { batchSizeMax }) };
    const feeders = config.FED_QUEUE_URLS.map((queueUrl) => createFeeder({ ...common, queueUrl }));
    await runService({
      app: { fetch: healthOf(name, () => feeders.every((feeder) => feeder.works())) },
      // It serves no requests but health checks.
      settings: { ...config, SHUTDOWN_GRACE_SECONDS: 0 },
      log,
      dependencies: {},
      parts: feeders,
    });
  });
}

function healthOf(service: string, works: () => boolean): Fetch {
  return ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname === '/healthz') return Response.json({ status: 'ok', service });
    if (pathname !== '/readyz') return problemResponse(notFound('There is nothing at this address'));
    return works() ? Response.json({ status: 'ready', service }) : problemResponse(notFed());
  };
}

const notFed = () => new ProblemError(503, 'unavailable', { title: 'Cannot receive messages right now' });
