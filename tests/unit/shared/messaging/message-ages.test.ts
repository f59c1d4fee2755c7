import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createMessageAges } from '#shared/messaging/message-ages.ts';
import { silentLog } from '../../../support/silent-log.ts';

const cloudwatch = mockClient(CloudWatchClient);
const billing = new Map([['billing', 190]]);
const known = { MetricDataResults: [{ Id: 'queue0', Values: [190, 130] }] };

const queueUrls = {
  billing: 'https://sqs.eu-central-1.amazonaws.com/123456789012/shop-test-billing',
  'dead-letters': 'https://sqs.eu-central-1.amazonaws.com/123456789012/shop-test-dead-letters',
};

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-29T12:00:30Z') });
  cloudwatch.reset();
  cloudwatch.on(GetMetricDataCommand).resolves(known);
});
afterEach(() => void jest.useRealTimers());

function anAsker() {
  const { log, messages } = silentLog();
  const messageAges = createMessageAges({ cloudwatch: cloudwatch as unknown as CloudWatchClient, queueUrls, log });
  return { messageAges, messages };
}

const calls = () => cloudwatch.commandCalls(GetMetricDataCommand);

test('one call asks for the newest ages of all queues, by the names that CloudWatch knows', async () => {
  expect(await anAsker().messageAges()).toEqual(billing);
  const metricOf = (name: string) => ({
    Metric: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: name }],
    },
    ...{ Period: 60, Stat: 'Maximum' },
  });
  expect(calls().map(({ args: [{ input }] }) => input)).toEqual([
    {
      ...{ StartTime: new Date('2026-11-29T11:55:30Z'), EndTime: new Date('2026-11-29T12:00:30Z') },
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [
        { Id: 'queue0', MetricStat: metricOf('shop-test-billing') },
        { Id: 'queue1', MetricStat: metricOf('shop-test-dead-letters') },
      ],
    },
  ]);
});

test('the age of a queue without a data point is missing', async () => {
  cloudwatch.on(GetMetricDataCommand).resolves({
    MetricDataResults: [
      { Id: 'queue0', Values: [] },
      { Id: 'queue1', Values: [0] },
      { Id: 'queue2', Values: [7] },
    ],
  });
  expect(await anAsker().messageAges()).toEqual(new Map([['dead-letters', 0]]));
});

test('CloudWatch is asked once a minute, and concurrent callers share a call', async () => {
  const { messageAges } = anAsker();
  expect(await Promise.all([messageAges(), messageAges()])).toEqual([billing, billing]);
  jest.advanceTimersByTime(59_999);
  await messageAges();
  expect(calls()).toHaveLength(1);
  jest.advanceTimersByTime(1);
  await messageAges();
  expect(calls()).toHaveLength(2);
});

test('while CloudWatch refuses, no age is known, and that is logged once', async () => {
  const { messageAges, messages } = anAsker();
  cloudwatch.on(GetMetricDataCommand).rejects(Object.assign(new Error('not authorized'), { name: 'AccessDenied' }));
  for (let minute = 0; minute < 3; minute++) {
    expect(await messageAges()).toEqual(new Map());
    jest.advanceTimersByTime(60_000);
  }
  expect(calls()).toHaveLength(3);
  expect(messages('warn')).toEqual(['ages of messages unknown']);
  cloudwatch.on(GetMetricDataCommand).resolves(known);
  expect(await messageAges()).toEqual(billing);
  expect(messages('info')).toEqual(['ages of messages known again']);
});

test('a slow CloudWatch is not waited for', async () => {
  const { messageAges, messages } = anAsker();
  cloudwatch.on(GetMetricDataCommand).callsFake(() => new Promise(() => undefined));
  const asked = messageAges();
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await asked).toEqual(new Map());
  expect(messages('warn')).toEqual(['ages of messages unknown']);
});
