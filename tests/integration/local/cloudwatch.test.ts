import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createMessageAges } from '#shared/messaging/message-ages.ts';
import { startCloudwatch } from '../../../local/resources/cloudwatch.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import type { Serving } from '../../../local/resources/serve.ts';
import { type Fauxqs, startFauxqs } from '../../support/fauxqs.ts';
import { silentLog } from '../../support/silent-log.ts';

let fauxqs: Fauxqs;
let serving: Serving;
let cloudwatch: CloudWatchClient;
let queueUrls: Record<string, string>;

beforeAll(async () => {
  fauxqs = await startFauxqs();
  serving = await startCloudwatch({ inspectQueue: fauxqs.server.inspectQueue });
  cloudwatch = new CloudWatchClient({ ...localAws, endpoint: serving.url, maxAttempts: 1 });
  const urlOf = (name: string) => fauxqs.server.createQueue(name).queueUrl;
  queueUrls = { billing: urlOf('billing'), timeline: urlOf('timeline') };
});
afterEach(() => fauxqs.server.reset());
afterAll(async () => {
  cloudwatch.destroy();
  await serving.stop();
  await fauxqs.stop();
});

/** The ages that a service that has just started reads, in whole minutes. */
async function minutes(urls = queueUrls): Promise<Record<string, number>> {
  const { log, entries } = silentLog();
  const ages = await createMessageAges({ cloudwatch, queueUrls: urls, log })();
  expect(entries).toEqual([]);
  return Object.fromEntries([...ages].map(([consumer, seconds]) => [consumer, Math.floor(seconds / 60)]));
}

/** Sends a message that seems to have been sent a while ago. */
function send(queue: string, { minutesAgo }: { minutesAgo: number }): void {
  const { messageId } = fauxqs.server.sendMessage(queue, 'a message');
  const { ready = [] } = fauxqs.server.inspectQueue(queue)?.messages ?? {};
  for (const message of ready) if (message.messageId === messageId) message.sentTimestamp -= minutesAgo * 60_000;
}

/** Receives all messages of a queue without deleting them. */
const receive = (queue: string, { VisibilityTimeout = 0 } = {}) =>
  fauxqs.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrls[queue], MaxNumberOfMessages: 10, VisibilityTimeout }));

it('reports the age of the oldest message in each queue, whether it waits or is in flight', async () => {
  send('billing', { minutesAgo: 2 });
  send('billing', { minutesAgo: 50 });
  expect(await minutes()).toEqual({ billing: 50, timeline: 0 });
  await receive('billing', { VisibilityTimeout: 60 });
  expect(fauxqs.countIn('billing')).toEqual({ ready: 0, hidden: 2 });
  expect(await minutes()).toEqual({ billing: 50, timeline: 0 });
});

it('leaves out a message that has been received more than three times, as SQS does', async () => {
  send('billing', { minutesAgo: 50 });
  for (let times = 0; times < 3; times++) await receive('billing');
  send('billing', { minutesAgo: 2 });
  expect(await minutes()).toMatchObject({ billing: 50 });
  await receive('billing');
  expect(await minutes()).toMatchObject({ billing: 2 });
});

it('knows nothing of a queue that does not exist', async () => {
  expect(await minutes({ search: `${fauxqs.endpoint}/000000000000/search` })).toEqual({});
});

it('knows no other metric', async () => {
  const metric = {
    Namespace: 'AWS/SQS',
    MetricName: 'NumberOfMessagesSent',
    Dimensions: [{ Name: 'QueueName', Value: 'billing' }],
  };
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      ...{ StartTime: new Date(0), EndTime: new Date() },
      MetricDataQueries: [{ Id: 'sent', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
    }),
  );
  expect(MetricDataResults).toMatchObject([{ Id: 'sent', Values: [] }]);
});

it('refuses every other operation', async () => {
  await expect(cloudwatch.send(new DescribeAlarmsCommand({}))).rejects.toThrow('no such operation');
});
