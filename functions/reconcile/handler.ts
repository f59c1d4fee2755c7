import type { ScheduledHandler } from 'aws-lambda';
import { loadConfig } from '#shared/config/load-config.ts';
import { createLog } from '#shared/logging/logger.ts';
import { configSchema } from './config.ts';
import { runDaily } from './run-daily.ts';

const { API_URL, OPERATOR_EMAIL, OPERATOR_PASSWORD, METRICS_NAMESPACE } = loadConfig(configSchema, process.env);
const deps = {
  apiUrl: API_URL,
  account: { email: OPERATOR_EMAIL, password: OPERATOR_PASSWORD },
  namespace: METRICS_NAMESPACE,
  log: createLog('reconcile', 'info'),
};
const reserveMilliseconds = 60_000;

/** Called by the clock. What fails, or takes too long, is tried again by Lambda. */
export const handler: ScheduledHandler = async (_, { getRemainingTimeInMillis }) => {
  await runDaily({ ...deps, isLate: () => getRemainingTimeInMillis() < reserveMilliseconds });
};
