import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Log } from '#shared/logging/logger.ts';
import { cached } from '#shared/timing/cached.ts';
import { createStreak } from '#shared/timing/streak.ts';
import { withTimeout } from '#shared/timing/with-timeout.ts';

/** The age in seconds of the oldest message in each queue, by the consumer's name. A queue whose age is not known is missing. */
export type MessageAges = () => Promise<ReadonlyMap<string, number>>;

type Options = { cloudwatch: Pick<CloudWatchClient, 'send'>; queueUrls: Readonly<Record<string, string>>; log: Log };

/**
 * The ages that CloudWatch last measured, of all queues in one call. Never rejects: if CloudWatch refuses, fails or is slow, no age
 * is known until the next try. The metric has one data point a minute and each call costs money, so results are cached for as long.
 * @param options `queueUrls` by the consumer's name; a URL ends with the queue's name, which is how CloudWatch knows it
 */
export function createMessageAges({ cloudwatch, queueUrls, log }: Options): MessageAges {
  const queues = Object.entries(queueUrls).map(([consumer, url]) => ({ consumer, name: url.split('/').at(-1) }));
  const reads = createStreak({ log, failing: 'ages of messages unknown', recovered: 'ages of messages known again', pauses });

  async function read(): Promise<ReadonlyMap<string, number>> {
    try {
      const { MetricDataResults = [] } = await withTimeout(answerSecondsMax, cloudwatch.send(question(queues)));
      reads.worked();
      return new Map(
        MetricDataResults.flatMap(({ Id, Values: [newest] = [] }) => {
          const { consumer } = queues.find((_, index) => idOf(index) === Id) ?? {};
          return consumer === undefined || newest === undefined ? [] : [[consumer, Math.round(newest)]];
        }),
      );
    } catch (error) {
      reads.failed(error);
      return new Map();
    }
  }

  return cached(periodSeconds, read);
}

const periodSeconds = 60;
/** Data points arrive with a delay. */
const lookBackSeconds = 5 * periodSeconds;
const answerSecondsMax = 2;
/** A failure is cached like a result. */
const pauses = { first: periodSeconds * 1000, max: periodSeconds * 1000, spread: 0 };

/** Asks for the newest data point first. */
function question(queues: readonly { name: string | undefined }[]): GetMetricDataCommand {
  const now = Date.now();
  return new GetMetricDataCommand({
    StartTime: new Date(now - lookBackSeconds * 1000),
    EndTime: new Date(now),
    ScanBy: 'TimestampDescending',
    MetricDataQueries: queues.map(({ name }, index): MetricDataQuery => {
      const metric = { Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage' };
      const Dimensions = [{ Name: 'QueueName', Value: name }];
      return { Id: idOf(index), MetricStat: { Metric: { ...metric, Dimensions }, Period: periodSeconds, Stat: 'Maximum' } };
    }),
  });
}

/** Ids may not contain the hyphens that a consumer's name may. */
const idOf = (index: number) => `queue${index}`;
