import type { Log } from './logger.ts';

export type Metric = { name: string; value: number; unit: 'Count' };

type Metrics = { namespace: string; dimensions?: Record<string, string>; metrics: readonly Metric[] };

/**
 * Writes a line that CloudWatch Logs turns into metrics of the dimension `service`, and of others if told (embedded metric format, the
 * specification's `_aws` object). It is an ordinary line of the log, at the level `info`; anywhere else it is just read.
 */
export function logMetrics(log: Log, { namespace, dimensions = {}, metrics }: Metrics): void {
  const declared = metrics.map(({ name, unit }) => ({ Name: name, Unit: unit }));
  const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const directive = { Namespace: namespace, Dimensions: [['service', ...Object.keys(dimensions)]], Metrics: declared };
  log.info({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...dimensions, ...values }, 'metrics');
}
