import type { Log } from '#shared/logging/logger.ts';
import { logMetrics } from '#shared/logging/metrics.ts';
import { type Api, type Call, createApi } from './api.ts';
import type { Page } from './entries.ts';
import type { Account } from './read-account.ts';
import { begin, type Run, reconcile } from './reconcile.ts';
import { renewing } from './renewing.ts';

export type Deps = {
  apiUrl: string;
  account: Account;
  namespace: string;
  log: Log;
  /** Whether to stop now. */
  isLate: () => boolean;
  now?: () => Date;
};

/** A run ran out of time; the caller retries and resumes it where it stopped. */
export class UnfinishedError extends Error {
  override name = 'UnfinishedError';
}

/**
 * Compares the books for recent orders and reports the findings as metrics. Repairs nothing: people decide that.
 * @throws UnfinishedError when it ran out of time
 */
export async function runDaily({ apiUrl, account, namespace, log, isLate, now = () => new Date() }: Deps): Promise<Run> {
  const api = createApi(openSession(apiUrl, account));
  const run = (await findLeft(api, now())) ?? (await begin(api, { reason, apply: false, ...windowAt(now()) }));
  const onDrift = ({ kind, orderId, repair }: { kind: string; orderId?: string | undefined; repair: string }) =>
    log.warn({ kind, orderId, repair, runId: run.runId }, 'drift found');
  const after = await reconcile(run, { api, isLate, onDrift });
  if (!after.endedAt) throw new UnfinishedError('The run ran out of time; a retry resumes it');
  const metrics = [
    { name: 'Drifts', value: after.drifts, unit: 'Count' as const },
    { name: 'ReconciliationsCompleted', value: 1, unit: 'Count' as const },
  ];
  logMetrics(log, { namespace, metrics });
  return after;
}

const reason = 'scheduled comparison';
const hourMilliseconds = 3_600_000;
// A day longer than an authorization lives. The last hour is left out, for what is in flight: a deadline, and
// the half hour of a failing undo.
const hoursBack = 8 * 24;
const graceHours = 1;

const windowAt = (now: Date) => ({
  from: new Date(now.getTime() - hoursBack * hourMilliseconds).toISOString(),
  before: new Date(now.getTime() - graceHours * hourMilliseconds).toISOString(),
});

/** Our own unfinished run, if it is recent enough to resume. */
async function findLeft(api: Api, now: Date): Promise<Run | undefined> {
  // Operators may have started runs since.
  const { items }: Page<Run> = await api.page<Run>('/v1/ops/reconciliations', { limit: 20 });
  const last = items.find((run) => run.reason === reason);
  const isYoung = last && now.getTime() - Date.parse(last.startedAt) < 12 * hourMilliseconds;
  return last && isYoung && !last.endedAt ? last : undefined;
}

const timeoutMilliseconds = 30_000;

function openSession(apiUrl: string, account: Account): Call {
  let token: string | undefined;

  const call: Call = async (method, path, body, more = {}) => {
    const headers = {
      ...more,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const request = { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) };
    try {
      const response = await fetch(new URL(path, apiUrl), request);
      return { status: response.status, body: await response.json().catch(() => undefined) };
    } catch (error) {
      // Treated as a 503 from the gateway, so that it is retried.
      return { status: 503, body: { title: `The API cannot be reached: ${(error as Error).message}` } };
    }
  };

  async function signIn(): Promise<void> {
    token = undefined;
    const { accessToken } = await createApi(call).ask<{ accessToken: string }>('POST', '/v1/auth/login', account);
    token = accessToken;
  }

  return renewing(call, signIn);
}
