import { createServer } from 'node:http';
import type { GetMetricDataInput, Metric } from '@aws-sdk/client-cloudwatch';
import { getRequestListener } from '@hono/node-server';
import type { FauxqsServer } from 'fauxqs';
import { Hono } from 'hono';
import { type Serving, serve } from './serve.ts';

type InspectQueue = FauxqsServer['inspectQueue'];

/**
 * A stand-in for CloudWatch that knows one metric: the age of the oldest message in each queue of the emulator in this process. On AWS it
 * is measured every minute; here, at each call.
 */
export async function startCloudwatch({
  inspectQueue,
  port = 0,
}: {
  inspectQueue: InspectQueue;
  port?: number;
}): Promise<Serving> {
  const app = new Hono();
  app.post('/', async (c) => {
    const target = c.req.header('x-amz-target') ?? '';
    if (!target.endsWith('.GetMetricData')) return c.json(refusal(`no such operation: ${target}`), 400);
    const { MetricDataQueries = [] } = await c.req.json<Partial<GetMetricDataInput>>();
    const now = Date.now();
    const results = MetricDataQueries.map(({ Id, MetricStat }) => {
      const sentAt = oldestSentAt(inspectQueue, MetricStat?.Metric, now);
      const points = sentAt === undefined ? [] : [{ at: Math.floor(now / 1000), age: Math.floor((now - sentAt) / 1000) }];
      return { Id, StatusCode: 'Complete', Timestamps: points.map(({ at }) => at), Values: points.map(({ age }) => age) };
    });
    return c.json({ MetricDataResults: results, Messages: [] });
  });
  return serve(createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false })), { port, release: () => undefined });
}

const refusal = (message: string) => ({ __type: 'InvalidAction', message });

/**
 * When the oldest message was sent; now, if there is none. Undefined for anything else that is asked for. All messages are looked at, in
 * this process: 100,000 take about 10 ms.
 */
function oldestSentAt(inspectQueue: InspectQueue, metric: Metric | undefined, now: number): number | undefined {
  const { Namespace, MetricName, Dimensions: [dimension] = [] } = metric ?? {};
  if (Namespace !== 'AWS/SQS' || MetricName !== 'ApproximateAgeOfOldestMessage') return undefined;
  const messages = inspectQueue(dimension?.Value ?? '')?.messages;
  if (!messages) return undefined;
  const { ready, delayed, inflight } = messages;
  let oldest = now;
  for (const { sentTimestamp, approximateReceiveCount } of [...ready, ...delayed, ...inflight.map(({ message }) => message)]) {
    if (approximateReceiveCount <= receivesMax) oldest = Math.min(oldest, sentTimestamp);
  }
  return oldest;
}

/** SQS moves a message that has been received more often than this to the back of its queue, and the metric leaves it out. */
const receivesMax = 3;
