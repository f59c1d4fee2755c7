import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import postgres from 'postgres';
import { topology } from '#events/topology.ts';
import { createMessageAges } from '#shared/messaging/message-ages.ts';
import { type Backends, type MediaDefinition, startBackends } from '../../../local/backends.ts';
import { createParts } from '../../../local/parts.ts';
import { startEventSource } from '../../../local/resources/event-source.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import { postgresHome } from '../../../local/resources/postgres-program.ts';
import { eventually } from '../../support/eventually.ts';
import { silentLog } from '../../support/silent-log.ts';

const tables = [{ name: 'products', partitionKey: 'productId', indexes: [{ name: 'byCategory', partitionKey: 'category' }] }];
const media = JSON.parse(readFileSync(join(import.meta.dirname, '../../../infra/media.json'), 'utf8')) as MediaDefinition;

let dataFolder: string;
let backends: Backends;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'backends-'));
  backends = await start();
});

afterAll(async () => {
  await stop();
  await rm(postgresHome(join(dataFolder, 'postgres')), { recursive: true, force: true });
  await rm(dataFolder, { recursive: true });
});

async function start(): Promise<Backends> {
  const unexpected = (_name: string, error: Error) => {
    throw error;
  };
  const parts = createParts({ logFolder: join(dataFolder, 'logs'), onProgress: () => undefined, onUnexpectedExit: unexpected });
  const description = { tables, topology: topology(), media };
  const starting = startBackends({ ...description, parts, dataFolder, roles: ['orders', 'billing'], fresh: false });
  const [postgres, dynamodb, messaging, bucket, stripe, carrier] = await Promise.all([
    starting.postgres,
    starting.dynamodb,
    starting.messaging,
    starting.bucket,
    starting.stripe,
    starting.carrier,
  ]);
  return { postgres, dynamodb, messaging, bucket, stripe, carrier };
}

const stop = () => Promise.all(Object.values(backends).map((backend) => backend.stop()));

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  return sql.unsafe(text).finally(() => sql.end({ timeout: 1 }));
}

const sqs = () => new SQSClient({ ...localAws, endpoint: backends.messaging.endpoint, useQueueUrlAsEndpoint: false });
const s3 = () => new S3Client({ ...localAws, endpoint: backends.bucket.endpoint });
const dynamo = () => new DynamoDBClient({ ...localAws, endpoint: backends.dynamodb.endpoint });
const queueUrl = (name: string) => String(backends.messaging.queueUrls[name]);

async function publish(type: string): Promise<void> {
  const sns = new SNSClient({ ...localAws, endpoint: backends.messaging.endpoint });
  const attributes = { type: { DataType: 'String', StringValue: type } };
  await sns.send(
    new PublishCommand({ TopicArn: String(backends.messaging.topicArns.orders), Message: type, MessageAttributes: attributes }),
  );
}

async function receive(name: string): Promise<(string | undefined)[]> {
  const command = new ReceiveMessageCommand({ QueueUrl: queueUrl(name), WaitTimeSeconds: 1, MaxNumberOfMessages: 10 });
  return ((await sqs().send(command)).Messages ?? []).map(({ Body }) => Body);
}

describe('PostgreSQL', () => {
  it('refuses a wrong password', async () => {
    const url = backends.postgres.urlOf('orders').replace(/:[0-9a-f]+@/, ':guess@');
    await expect(query(url, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('gives a service only what its migrations grant', async () => {
    await expect(query(backends.postgres.urlOf('orders'), 'create table mine (id int)')).rejects.toThrow('permission denied');
    await expect(
      query(backends.postgres.urlOf('orders').replace('/cloudservices', '/postgres'), 'create table mine (id int)'),
    ).rejects.toThrow('permission denied');
  });
});

describe('SNS and SQS', () => {
  it('deliver an event unchanged to the subscribers in the topology, and to no others', async () => {
    await publish('OrderConfirmed');
    expect(await receive('inventory')).toEqual(['OrderConfirmed']);
    expect(await receive('shipping')).toEqual([]);
  });

  it('park a message that has been received too often', async () => {
    const { Attributes } = await sqs().send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl('billing'), AttributeNames: ['All'] }),
    );
    expect(JSON.parse(String(Attributes?.RedrivePolicy))).toEqual({
      deadLetterTargetArn: expect.stringMatching(/:billing-dlq$/),
      maxReceiveCount: 8,
    });
  });

  it('report the age of the oldest message in each queue to CloudWatch', async () => {
    const cloudwatch = new CloudWatchClient({ ...localAws, endpoint: backends.messaging.cloudwatchEndpoint });
    const queueUrls = { billing: queueUrl('billing') };
    const ages = await createMessageAges({ cloudwatch, queueUrls, log: silentLog().log })();
    expect([...ages.keys()]).toEqual(['billing']);
  });
});

describe('after a kill and a restart', () => {
  it('all data still exist, and an event is still delivered once', async () => {
    await query(backends.postgres.adminUrl, 'create table kept (id int)');
    await dynamo().send(new PutItemCommand({ TableName: 'products', Item: { productId: { S: 'p1' } } }));
    await sqs().send(new SendMessageCommand({ QueueUrl: queueUrl('billing-dlq'), MessageBody: 'kept' }));
    await s3().send(new PutObjectCommand({ Bucket: 'media', Key: 'media/kept', Body: 'kept' }));
    const { postgres, dynamodb, messaging } = backends;
    await Promise.all([postgres, dynamodb, messaging].map(({ process }) => process?.kill('SIGKILL')));
    await stop();

    backends = await start();
    expect(await query(backends.postgres.adminUrl, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
    const kept = await dynamo().send(new GetItemCommand({ TableName: 'products', Key: { productId: { S: 'p1' } } }));
    expect(kept.Item).toEqual({ productId: { S: 'p1' } });
    expect(await receive('billing-dlq')).toEqual(['kept']);
    const object = await s3().send(new GetObjectCommand({ Bucket: 'media', Key: 'media/kept' }));
    expect(await object.Body?.transformToString()).toBe('kept');
    await publish('OrderConfirmed');
    expect(await receive('inventory')).toEqual(['OrderConfirmed']);
  });
});

describe('a function behind its queue', () => {
  it('keeps only those messages in the queue that it reports as failed', async () => {
    const seen: string[] = [];
    const url = queueUrl('timeline');
    const client = sqs();
    for (const body of ['good', 'bad']) await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
    const invoke = async ({ Records }: SQSEvent) => {
      seen.push(...Records.map(({ body }) => body));
      return {
        batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })),
      };
    };
    const source = startEventSource({ endpoint: backends.messaging.endpoint, queueUrl: url, invoke });
    await eventually(() => seen.includes('good') && seen.includes('bad'));
    const left = async () => {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
      const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
      return names.map((name) => Attributes?.[name]).join();
    };
    await eventually(async () => (await left()).endsWith('1'));
    await source.stop();
  });

  it('is called once with everything that arrived within the window', async () => {
    const calls: string[][] = [];
    // The emulator still delivers the other queue's messages to the previous test's long poll.
    const url = queueUrl('shipping');
    const client = sqs();
    const names = Array.from({ length: 25 }, (_, number) => `window ${number}`);
    await Promise.all(names.map((MessageBody) => client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }))));
    const invoke = async ({ Records }: SQSEvent) => {
      calls.push(Records.map(({ body }) => body));
      return { batchItemFailures: [] };
    };
    const batching = { sizeMax: 20, windowMilliseconds: 100 };
    const source = startEventSource({ endpoint: backends.messaging.endpoint, queueUrl: url, invoke, batching });
    await eventually(() => calls.flat().filter((body) => names.includes(body)).length === names.length);
    expect(calls.map(({ length }) => length)).toEqual([20, 5]);
    await source.stop();
  });
});
