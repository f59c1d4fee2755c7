import type { ScheduledHandler } from 'aws-lambda';
import { loadConfig } from '#shared/config/load-config.ts';
import { createLog } from '#shared/logging/logger.ts';
import { configSchema } from './config.ts';
import { readAccount } from './read-account.ts';
import { runDaily } from './run-daily.ts';

const { API_URL, OPERATOR_SECRET_ARN, METRICS_NAMESPACE } = loadConfig(configSchema, process.env);
const deps = {
  apiUrl: API_URL,
  namespace: METRICS_NAMESPACE,
  log: createLog('reconcile', 'info'),
};
const reserveMilliseconds = 60_000;

/** Run on a schedule. If it fails or takes too long, Lambda retries it. */
export const handler: ScheduledHandler = async (_, { getRemainingTimeInMillis }) => {
  await runDaily({
    ...deps,
    account: await readAccount(OPERATOR_SECRET_ARN),
    isLate: () => getRemainingTimeInMillis() < reserveMilliseconds,
  });
};
