import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { unpackContent } from '#shared/dead-letters/content.ts';
import type { Backends } from '../../../../local/backends.ts';
import { localAws } from '../../../../local/resources/local-aws.ts';

/** Receives every published event, reads dead letters, and sends rogue messages to queues. */
export async function createEavesdropper({ messaging, dynamodb }: Pick<Backends, 'messaging' | 'dynamodb'>) {
  const settings = { ...localAws, endpoint: messaging.endpoint };
  const sns = new SNSClient(settings);
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'eavesdropper' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const listen = { Protocol: 'sqs', Endpoint: Attributes?.QueueArn, Attributes: { RawMessageDelivery: 'true' } };
  for (const TopicArn of Object.values(messaging.topicArns)) await sns.send(new SubscribeCommand({ TopicArn, ...listen }));

  /** Every message on a queue that can be received now. */
  async function readAll(queueUrl: string): Promise<Message[]> {
    const all: Message[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 600,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return all;
      all.push(...Messages);
    }
  }

  return {
    events: () => readAll(QueueUrl),
    deadLetters: () => recordedDeadLetters(dynamodb),
    send: (queue: string, body: string, type: string) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: messaging.queueUrls[queue],
          MessageBody: body,
          MessageAttributes: { type: { DataType: 'String', StringValue: type } },
        }),
      ),
    close: () => {
      sns.destroy();
      sqs.destroy();
    },
  };
}

/** Everything in the table, read directly; contents as they would have been received. */
async function recordedDeadLetters({ endpoint }: Backends['dynamodb']): Promise<Message[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint }));
  const pages = paginateScan({ client }, { TableName: 'dead-letters', ConsistentRead: true });
  const Items: Record<string, unknown>[] = [];
  for await (const page of pages) Items.push(...((page.Items ?? []) as typeof Items));
  client.destroy();
  const chunksOf = (id: unknown) =>
    Items.filter(({ deadLetterId, part }) => deadLetterId === id && String(part).startsWith('content#'));
  return Items.filter(({ part }) => part === 'head').map(({ deadLetterId }) => {
    const { body, attributes } = unpackContent(chunksOf(deadLetterId).map(({ content }) => content as Uint8Array));
    return { Body: body, MessageAttributes: attributes as Message['MessageAttributes'] };
  });
}
