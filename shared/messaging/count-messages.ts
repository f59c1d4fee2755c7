import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export type QueueDepth = { queue: string; waiting: number; inFlight: number };
export type CountMessages = () => Promise<QueueDepth[]>;

/** The approximate number of messages in each queue, as counted by SQS. @param queueUrls by the consumer's name */
export function createCountMessages(sqs: Pick<SQSClient, 'send'>, queueUrls: Readonly<Record<string, string>>): CountMessages {
  return () => Promise.all(Object.entries(queueUrls).map(([queue, url]) => depthOf(sqs, queue, url)));
}

async function depthOf(sqs: Pick<SQSClient, 'send'>, queue: string, QueueUrl: string): Promise<QueueDepth> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesDelayed',
        'ApproximateNumberOfMessagesNotVisible',
      ],
    }),
  );
  const count = (name: keyof typeof Attributes) => Number(Attributes[name] ?? 0);
  return {
    queue,
    waiting: count('ApproximateNumberOfMessages') + count('ApproximateNumberOfMessagesDelayed'),
    inFlight: count('ApproximateNumberOfMessagesNotVisible'),
  };
}
