import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { logMetrics, type Metric } from '#shared/logging/metrics.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { currentMetering } from '#shared/tracing/metering.ts';
import type { Order } from './domain.ts';

export type OrderMetricsOptions = {
  /** How many orders, across all replicas, should have settled by now but have not. */
  countOverdue: () => Promise<number>;
  namespace: string;
  intervalSeconds: number;
  log: Log;
};

/**
 * Periodically logs how many orders this replica has confirmed and cancelled since the last time, and how many orders across all
 * replicas are overdue: not settled a minute after their decision, or after their deadline. The replica that commits a decision
 * counts it, so it is counted once.
 * @returns the listener for every saved change, and the service parts that log: periodically, and once more at shutdown
 */
export function createOrderMetrics(options: OrderMetricsOptions) {
  const { countOverdue, namespace, intervalSeconds, log } = options;
  const decided = { confirmed: 0, cancelled: 0 };
  const stopping = new AbortController();
  let running = Promise.resolve();

  function onSaved(after: Versioned<Order>, before: Versioned<Order>): void {
    const { kind } = after.state.decision;
    if (kind === 'open' || kind === before.state.decision.kind) return;
    decided[kind]++;
    currentMetering()?.orderDecided(kind);
  }

  async function tell(): Promise<void> {
    const overdue = await overdueNow();
    const counted = [count('OrdersConfirmed', decided.confirmed), count('OrdersCancelled', decided.cancelled)];
    Object.assign(decided, { confirmed: 0, cancelled: 0 });
    logMetrics(log, { namespace, metrics: [...counted, ...overdue] });
  }

  /** Empty if counting fails: a zero would look as if all were well. */
  async function overdueNow(): Promise<Metric[]> {
    try {
      const overdue = await countOverdue();
      currentMetering()?.ordersOverdue(overdue);
      return [count('OrdersOverdue', overdue)];
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason, err: error }, 'could not count overdue orders');
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

  return { onSaved, parts: [{ stop: tell }, { start, stop }] satisfies Part[] };
}

const count = (name: string, value: number): Metric => ({ name, value, unit: 'Count' });
