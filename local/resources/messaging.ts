import { join } from 'node:path';
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Topology } from '#events/topology.ts';
import { freePort } from '../free-port.ts';
import { createProcess, type ManagedProcess, type Surroundings } from '../resource.ts';
import { localAws } from './local-aws.ts';

export type Messaging = {
  endpoint: string;
  /** Where CloudWatch's stand-in answers. */
  cloudwatchEndpoint: string;
  /** By topic name. */
  topicArns: Record<string, string>;
  /** By queue name, including dead-letter queues. */
  queueUrls: Record<string, string>;
  process: ManagedProcess;
  stop(): Promise<void>;
};

type Clients = { sns: SNSClient; sqs: SQSClient };

/**
 * Starts SNS, SQS, S3 and CloudWatch's metric of queues on the loopback address, and creates the topology's topics, queues and
 * subscriptions.
 */
export async function startMessaging(options: {
  folder: string;
  topology: Topology;
  surroundings: Surroundings;
}): Promise<Messaging> {
  const { folder, topology, surroundings } = options;
  const [port, cloudwatchPort] = await Promise.all([freePort(), freePort()]);
  const endpoint = `http://127.0.0.1:${port}`;
  const cloudwatchEndpoint = `http://127.0.0.1:${cloudwatchPort}`;
  const emulator = createProcess({
    name: 'messaging',
    command: process.execPath,
    args: [join(import.meta.dirname, 'messaging-emulator.ts')],
    env: { DATA_FOLDER: folder, PORT: String(port), CLOUDWATCH_PORT: String(cloudwatchPort) },
    ready: (line) => line === 'ready',
    surroundings,
  });
  await emulator.start();

  const settings = { ...localAws, endpoint };
  const clients = { sns: new SNSClient(settings), sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }) };
  try {
    const [topicArns, queues] = await Promise.all([createTopics(clients, topology), createQueues(clients, topology)]);
    await subscribeAll(clients, topology, { topicArns, queueArns: queues.arns });
    return { endpoint, cloudwatchEndpoint, topicArns, queueUrls: queues.urls, process: emulator, stop: emulator.stop };
  } finally {
    clients.sns.destroy();
    clients.sqs.destroy();
  }
}

async function createTopics({ sns }: Clients, { topics }: Topology): Promise<Record<string, string>> {
  const create = async (name: string) =>
    [name, String((await sns.send(new CreateTopicCommand({ Name: name }))).TopicArn)] as const;
  return Object.fromEntries(await Promise.all(topics.map(({ name }) => create(name))));
}

type Queues = { urls: Record<string, string>; arns: Record<string, string> };

/** Attributes are set separately, because creating an existing queue with other attributes fails. */
async function createQueues({ sqs }: Clients, { queues }: Topology): Promise<Queues> {
  const urls: Record<string, string> = {};
  const arns: Record<string, string> = {};
  const create = async (name: string, attributes: Record<string, string>) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    urls[name] = QueueUrl;
    arns[name] = String(Attributes?.QueueArn);
  };
  const createBoth = async (queue: Topology['queues'][number]) => {
    await create(queue.deadLetterQueue, { MessageRetentionPeriod: String(queue.deadLetterRetentionSeconds) });
    await create(queue.name, {
      VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
      ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitTimeSeconds),
      MessageRetentionPeriod: String(queue.retentionSeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arns[queue.deadLetterQueue], maxReceiveCount: queue.maxReceiveCount }),
    });
  };
  await Promise.all(queues.map(createBoth));
  return { urls, arns };
}

type Arns = { topicArns: Record<string, string>; queueArns: Record<string, string> };

/** Nothing is published yet, so all subscriptions are recreated instead of being compared with the topology. */
async function subscribeAll({ sns }: Clients, { queues }: Topology, { topicArns, queueArns }: Arns): Promise<void> {
  const unsubscribeAll = async (TopicArn: string) => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    await Promise.all(Subscriptions.map(({ SubscriptionArn }) => sns.send(new UnsubscribeCommand({ SubscriptionArn }))));
  };
  await Promise.all(Object.values(topicArns).map(unsubscribeAll));

  const subscriptions = queues.flatMap(({ name, subscriptions }) =>
    subscriptions.map((subscription) => ({ name, ...subscription })),
  );
  const subscribe = ({ name, topic, filter }: (typeof subscriptions)[number]) =>
    sns.send(
      new SubscribeCommand({
        TopicArn: topicArns[topic],
        Protocol: 'sqs',
        Endpoint: queueArns[name],
        Attributes: { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify(filter) },
      }),
    );
  await Promise.all(subscriptions.map(subscribe));
}
