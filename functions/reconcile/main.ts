import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createLog } from '#shared/logging/logger.ts';
import { programSchema } from './config.ts';
import { accountIn } from './read-account.ts';
import { runDaily } from './run-daily.ts';

/** Compares the books once and exits. On SIGTERM it stops after the current page; the next start resumes there. */
await runMain(async () => {
  const { API_URL, OPERATOR_ACCOUNT, METRICS_NAMESPACE } = loadConfig(programSchema, process.env);
  let isStopped = false;
  process.once('SIGTERM', () => {
    isStopped = true;
  });
  await runDaily({
    apiUrl: API_URL,
    account: accountIn(OPERATOR_ACCOUNT),
    namespace: METRICS_NAMESPACE,
    log: createLog('reconcile', 'info'),
    isLate: () => isStopped,
  });
});
