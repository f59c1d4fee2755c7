import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { logMetrics, type Metric } from '#shared/logging/metrics.ts';
import { sleep } from '#shared/timing/sleep.ts';
import type { OrderStore } from './store.ts';

export type OrderMetricsOptions = { store: OrderStore; namespace: string; intervalSeconds: number; log: Log };

/**
 * Tells, at an interval, how many orders this replica has confirmed and cancelled since the last time, and how many orders
 * of all replicas are past their deadline and not settled. A decision counts when it is committed, so once, by one replica.
 * @returns the store that counts, and the parts of the service that tell: once more when all its work has ended
 */
export function createOrderMetrics(options: OrderMetricsOptions): { orders: OrderStore; parts: Part[] } {
  const { store, namespace, intervalSeconds, log } = options;
  const decided = { confirmed: 0, cancelled: 0 };
  const stopping = new AbortController();
  let running = Promise.resolve();

  const commit: OrderStore['commit'] = async (current, verdict) => {
    const next = await store.commit(current, verdict);
    const { decision } = next.state.judgement;
    if (decision !== 'open' && decision !== current.state.judgement.decision) decided[decision]++;
    return next;
  };

  async function tell(): Promise<void> {
    const unsettled = await countUnsettled();
    const counted = [count('OrdersConfirmed', decided.confirmed), count('OrdersCancelled', decided.cancelled)];
    Object.assign(decided, { confirmed: 0, cancelled: 0 });
    logMetrics(log, { namespace, metrics: [...counted, ...unsettled] });
  }

  /** None when it cannot be told: a zero would say that all is well. */
  async function countUnsettled(): Promise<Metric[]> {
    try {
      return [count('OrdersUnsettledPastDeadline', await store.countUnsettledPastDeadline())];
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason, err: error }, 'unsettled orders not counted');
      return [];
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      await sleep(intervalSeconds * 1000, stopping.signal);
      if (stopping.signal.aborted) return;
      await tell();
    }
  }

  function start(): void {
    running = run();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  return { orders: { ...store, commit }, parts: [{ stop: tell }, { start, stop }] };
}

const count = (name: string, value: number): Metric => ({ name, value, unit: 'Count' });
