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
  /** Whether it is time to leave off. */
  isLate: () => boolean;
  now?: () => Date;
};

/** A run has been left before its end; whoever called tries again, and takes it up where it was. */
export class UnfinishedError extends Error {
  override name = 'UnfinishedError';
}

/**
 * Compares the books of the orders of late, and tells as metrics what it found. Nothing is repaired: that is for people to decide.
 * @throws UnfinishedError when the time was too short
 */
export async function runDaily({ apiUrl, account, namespace, log, isLate, now = () => new Date() }: Deps): Promise<Run> {
  const api = createApi(openSession(apiUrl, account));
  const run = (await findLeft(api, now())) ?? (await begin(api, { reason, apply: false, ...windowAt(now()) }));
  const onDrift = ({ kind, orderId, repair }: { kind: string; orderId?: string | undefined; repair: string }) =>
    log.warn({ kind, orderId, repair, runId: run.runId }, 'drift found');
  const after = await reconcile(run, { api, isLate, onDrift });
  if (!after.endedAt) throw new UnfinishedError('There was not enough time');
  const metrics = [
    { name: 'Drifts', value: after.drifts, unit: 'Count' as const },
    { name: 'ReconciliationsCompleted', value: 1, unit: 'Count' as const },
  ];
  logMetrics(log, { namespace, metrics });
  return after;
}

const reason = 'compared by the clock';
const hourMilliseconds = 3_600_000;
// A day more than an authorization lives; and an hour for what is in flight: a deadline, and the half hour of an undo that fails.
const hoursBack = 8 * 24;
const graceHours = 1;

const windowAt = (now: Date) => ({
  from: new Date(now.getTime() - hoursBack * hourMilliseconds).toISOString(),
  before: new Date(now.getTime() - graceHours * hourMilliseconds).toISOString(),
});

/** The run of ours that was left before its end, if it is not too old to go on with. */
async function findLeft(api: Api, now: Date): Promise<Run | undefined> {
  // Operators may have compared since.
  const { items }: Page<Run> = await api.page<Run>('/v1/ops/reconciliations', { limit: 20 });
  const last = items.find((run) => run.reason === reason);
  const isYoung = last && now.getTime() - Date.parse(last.startedAt) < 12 * hourMilliseconds;
  return last && isYoung && !last.endedAt ? last : undefined;
}

const timeoutMilliseconds = 30_000;

function openSession(apiUrl: string, account: Account): Call {
  let token: string | undefined;

  const call: Call = async (method, path, body) => {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const request = { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) };
    try {
      const response = await fetch(new URL(path, apiUrl), request);
      return { status: response.status, body: await response.json().catch(() => undefined) };
    } catch (error) {
      // As if the gateway had said it: it is asked again.
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
