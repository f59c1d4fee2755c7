import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createCountMessages } from '#shared/messaging/count-messages.ts';

test('messages are counted per queue: waiting ones, including delayed ones, and those in flight', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://queues/billing' }).resolves({
    Attributes: {
      ...{ ApproximateNumberOfMessages: '5', ApproximateNumberOfMessagesDelayed: '2' },
      ...{ ApproximateNumberOfMessagesNotVisible: '3' },
    },
  });
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://queues/orders' }).resolves({});
  const count = createCountMessages(sqs as unknown as SQSClient, {
    ...{ billing: 'https://queues/billing', orders: 'https://queues/orders' },
  });
  expect(await count()).toEqual([
    { queue: 'billing', waiting: 7, inFlight: 3 },
    { queue: 'orders', waiting: 0, inFlight: 0 },
  ]);
});
