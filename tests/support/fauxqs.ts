import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs as startServer } from 'fauxqs';
import type { EventType } from '#events/index.ts';

export type Fauxqs = Awaited<ReturnType<typeof startFauxqs>>;

/** An SNS and SQS emulator in this process on its own port, with clients for it. `stop` ends all three. */
export async function startFauxqs() {
  const server = await startServer({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const connection = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const sns = new SNSClient(connection);
  const sqs = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });

  /** A queue with its dead-letter queue, subscribed to a topic's events of these types. */
  function createRoute({ queue, types, maxReceiveCount = 8, visibilityTimeoutSeconds = 30 }: Route) {
    const dead = server.createQueue(`${queue}-dlq`);
    const { queueUrl } = server.createQueue(queue, {
      attributes: {
        VisibilityTimeout: String(visibilityTimeoutSeconds),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount }),
      },
    });
    const { topicArn } = server.createTopic(`${queue}-topic`);
    const attributes = { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ type: types }) };
    server.subscribe({ topic: `${queue}-topic`, queue, attributes });
    return { topicArn, queueUrl, deadLetterQueueUrl: dead.queueUrl };
  }

  /** The messages in a queue, counted by state. */
  function countIn(queue: string) {
    const { ready = [], delayed = [], inflight = [] } = server.inspectQueue(queue)?.messages ?? {};
    return { ready: ready.length, hidden: delayed.length + inflight.length };
  }

  async function stop(): Promise<void> {
    sns.destroy();
    sqs.destroy();
    await server.stop();
  }

  return { endpoint, server, sns, sqs, createRoute, countIn, stop };
}

type Route = {
  queue: string;
  types: readonly EventType[];
  maxReceiveCount?: number;
  visibilityTimeoutSeconds?: number;
};
