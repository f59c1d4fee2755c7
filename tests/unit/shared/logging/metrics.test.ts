import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../../../shared/logging');

/** The output of a service with this log level; pino writes to the real standard output, so it runs in a separate process. */
function written(level: string): string {
  const program = `
    const { createLog } = await import(${JSON.stringify(join(folder, 'logger.ts'))});
    const { logMetrics } = await import(${JSON.stringify(join(folder, 'metrics.ts'))});
    const metrics = [{ name: 'Lamps', value: 3, unit: 'Count' }, { name: 'Chairs', value: 0, unit: 'Count' }];
    logMetrics(createLog('orders', '${level}'), { namespace: 'Shop', metrics });`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
}

// The specification: "Embedded metric format" in the Amazon CloudWatch Logs user guide, with its JSON schema.
const metricDefinition = z.strictObject({
  Name: z.string().min(1).max(1024),
  Unit: z.enum(['Seconds', 'Milliseconds', 'Bytes', 'Percent', 'Count', 'Count/Second', 'None']).optional(),
  StorageResolution: z.union([z.literal(1), z.literal(60)]).optional(),
});
const directive = z.strictObject({
  Namespace: z.string().min(1).max(1024),
  Dimensions: z.array(z.array(z.string().min(1).max(250)).min(1).max(30)).min(1),
  Metrics: z.array(metricDefinition).min(1).max(100),
});
const rootNode = z.looseObject({
  _aws: z.strictObject({ Timestamp: z.int().positive(), CloudWatchMetrics: z.array(directive).min(1) }),
});

test('a metrics line has CloudWatch’s format, with every metric and dimension that it declares', () => {
  const lines = written('info').trim().split('\n');
  expect(lines).toHaveLength(1);
  const line = rootNode.parse(JSON.parse(lines[0] ?? ''));
  expect(Math.abs(Date.now() - line._aws.Timestamp)).toBeLessThan(60_000);
  for (const { Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
    for (const name of Dimensions.flat()) expect(line[name]).toEqual(expect.any(String));
    for (const { Name } of Metrics) expect(line[Name]).toEqual(expect.any(Number));
  }
  expect(line).toMatchObject({ service: 'orders', Lamps: 3, Chairs: 0, msg: 'metrics' });
  expect(line._aws.CloudWatchMetrics).toMatchObject([{ Namespace: 'Shop', Dimensions: [['service']] }]);
});

test('a silent log omits its metrics too', () => {
  expect(written('warn')).toBe('');
});
