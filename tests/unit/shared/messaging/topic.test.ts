import { PublishBatchCommand, type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { Event } from '#events/index.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { createTopic } from '#shared/messaging/topic.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

const mock = mockClient(SNSClient);
const sns = new SNSClient({ region: 'us-east-1' });

/** A topic that answers each entry as `failure` says: undefined means accepted. */
function topicAnswers(failure: (message: string, call: number) => { Code: string; SenderFault: boolean } | undefined) {
  let call = 0;
  mock.on(PublishBatchCommand).callsFake(async ({ PublishBatchRequestEntries = [] }: PublishBatchCommandInput) => {
    call++;
    const answers = PublishBatchRequestEntries.map(({ Id, Message }) => ({ Id, ...failure(Message ?? '', call) }));
    return { Successful: answers.filter(({ Code }) => !Code), Failed: answers.filter(({ Code }) => Code) };
  });
}

const batches = () => mock.commandCalls(PublishBatchCommand).map(({ args }) => args[0].input.PublishBatchRequestEntries ?? []);
const idsSent = () => batches().flatMap((batch) => batch.map(({ Message }) => (JSON.parse(Message ?? '') as Event).id));
const someEvents = (count: number) => Array.from({ length: count }, () => someEvent());
const topicWith = (options = {}) => {
  const { log, entries } = silentLog();
  return { ...createTopic({ sns, topicArn: 'arn:orders', log, random: () => 0, ...options }), entries };
};

beforeEach(() => topicAnswers(() => undefined));
afterEach(() => {
  mock.reset();
});

describe('publishing', () => {
  it('sends the complete event, with its type as the attribute that subscriptions filter by', async () => {
    const event = someEvent();
    await topicWith().publish(event);
    const attributes = { type: { DataType: 'String', StringValue: 'OrderConfirmed' } };
    expect(batches()).toEqual([[{ Id: '0', Message: JSON.stringify(event), MessageAttributes: attributes }]]);
  });

  it('lets concurrent callers share batches of ten', async () => {
    const { publish } = topicWith();
    await Promise.all(someEvents(25).map((event) => publish(event)));
    expect(batches().map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('keeps every batch under 256 KB, counted in bytes', async () => {
    const large = someEvents(7).map((event) => ({ ...event, data: { customerId: 'é'.repeat(50 * 1024) } }));
    const { publish } = topicWith();
    await Promise.all(large.map(publish));
    expect(batches().map(({ length }) => length)).toEqual([2, 2, 2, 1]);
  });

  it('refuses an event over 256 KB without sending it', async () => {
    const event = { ...someEvent(), data: { customerId: 'x'.repeat(256 * 1024) } };
    await expect(topicWith().publish(event)).rejects.toMatchObject({ code: 'TooLarge', senderFault: true });
    expect(batches()).toEqual([]);
  });
});

describe('a topic that refuses part of a batch', () => {
  it('is retried for exactly that part', async () => {
    const events = someEvents(3);
    const [first, second, third] = events.map(({ id }) => id);
    topicAnswers((message, call) =>
      call < 3 && message.includes(second ?? '') ? { Code: 'InternalError', SenderFault: false } : undefined,
    );
    const { publish } = topicWith();
    await Promise.all(events.map(publish));
    expect(idsSent()).toEqual([first, second, third, second, second]);
  });

  it('is given up on after the last try, so that the message is redelivered', async () => {
    topicAnswers(() => ({ Code: 'InternalError', SenderFault: false }));
    await expect(topicWith({ triesMax: 3 }).publish(someEvent())).rejects.toThrow(RetryLaterError);
    expect(batches()).toHaveLength(3);
  });

  it('is not retried when the fault is ours', async () => {
    topicAnswers(() => ({ Code: 'InvalidParameter', SenderFault: true }));
    await expect(topicWith().publish(someEvent())).rejects.toMatchObject({ code: 'InvalidParameter' });
    expect(batches()).toHaveLength(1);
  });

  it('fails only the caller whose event it was', async () => {
    const [good, bad] = [someEvent(), someEvent()];
    topicAnswers((message) => (message.includes(bad.id) ? { Code: 'InvalidParameter', SenderFault: true } : undefined));
    const { publish } = topicWith();
    const [first, second] = await Promise.allSettled([publish(good), publish(bad)]);
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'rejected']);
    expect(batches()).toHaveLength(1);
  });
});

describe('a topic that cannot be reached', () => {
  beforeEach(() => {
    mock.on(PublishBatchCommand).rejects(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  });

  it('fails the call with the error itself, which the SDK has already retried', async () => {
    await expect(topicWith().publish(someEvent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('draining', () => {
  it('waits for what is in flight', async () => {
    const { publish, drain } = topicWith();
    for (const event of someEvents(30)) void publish(event);
    await drain();
    expect(idsSent()).toHaveLength(30);
  });

  it('does not wait forever', async () => {
    mock.on(PublishBatchCommand).callsFake(() => new Promise(() => {}));
    const { publish, drain, entries } = topicWith({ drainSecondsMax: 0.01 });
    void publish(someEvent());
    await drain();
    expect(entries).toMatchObject([{ level: 'warn', message: 'still publishing' }]);
  });
});
