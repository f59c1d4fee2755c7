import type { Log } from './logger.ts';

export type Metric = { name: string; value: number; unit: 'Count' };

type Metrics = { namespace: string; dimensions?: Record<string, string>; metrics: readonly Metric[] };

/**
 * Writes a log line that CloudWatch Logs turns into metrics with the dimension `service` and any given ones (embedded metric
 * format; `_aws` is its directive). Anywhere else it is an ordinary `info` line.
 */
export function logMetrics(log: Log, { namespace, dimensions = {}, metrics }: Metrics): void {
  const declared = metrics.map(({ name, unit }) => ({ Name: name, Unit: unit }));
  const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const directive = { Namespace: namespace, Dimensions: [['service', ...Object.keys(dimensions)]], Metrics: declared };
  log.info({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...dimensions, ...values }, 'metrics');
}
