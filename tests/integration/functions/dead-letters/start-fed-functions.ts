import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Topology } from '#events/topology.ts';
import { queueMap } from '#shared/config/settings.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { createRedrive } from '#shared/messaging/redrive.ts';
import { type Letter, send } from '#shared/messaging/send.ts';
import { tables as catalogTables } from '../../../../containers/catalog/schema.ts';
import { createProductStore } from '../../../../containers/catalog/store.ts';
import { createUploadRecords } from '../../../../containers/catalog/upload-record-store.ts';
import { createUploadStore } from '../../../../containers/catalog/upload-store.ts';
import { mountDeadLetters } from '../../../../containers/orders/ops/dead-letters/app.ts';
import { createDeadLetterStore } from '../../../../containers/orders/ops/dead-letters/store.ts';
import { recordDeadLetters } from '../../../../functions/dead-letters/record-dead-letters.ts';
import { tables as deadLetterTables } from '../../../../functions/dead-letters/schema.ts';
import { createDeadLetterStore as createRecorderStore } from '../../../../functions/dead-letters/store.ts';
import { createPictureStore } from '../../../../functions/media/picture-store.ts';
import { takeUploads } from '../../../../functions/media/take-uploads.ts';
import { recordEvents } from '../../../../functions/timeline/record-events.ts';
import { tables as timelineTables } from '../../../../functions/timeline/schema.ts';
import type { Backends, MediaDefinition } from '../../../../local/backends.ts';
import { functionEnvironments, serviceEnvironments } from '../../../../local/environments.ts';
import { startEventSources } from '../../../../local/event-sources.ts';
import { type Bucket, startBucket } from '../../../../local/resources/bucket.ts';
import { localAws } from '../../../../local/resources/local-aws.ts';
import { type Messaging, startMessaging } from '../../../../local/resources/messaging.ts';
import { testDecoder } from '../../../support/decoder.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

export type FedQueue = 'timeline' | 'media';
export type FedFunctions = Awaited<ReturnType<typeof startFedFunctions>>;

/** How often a message is received before SQS parks it. */
export const receivesMax = 2;

/** SQS keeps a message's trace header when it parks it. The emulator has none, so every parked message gets this one. */
export const traceHeader = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1';

/**
 * The functions `timeline` and `media` behind their queues on the emulators, the function that records their dead letters, and the
 * operators' API. Queues, event sources and the lists of queues are the local stack's own.
 */
export async function startFedFunctions() {
  const folder = await mkdtemp(join(tmpdir(), 'fed-functions-'));
  const [dynamo, { messaging, bucket }] = await Promise.all([
    startTestDynamo([...catalogTables, ...timelineTables, ...deadLetterTables]),
    startQueues(folder),
  ]);
  const s3 = new S3Client({ ...localAws, endpoint: bucket.endpoint });
  const sqs = new SQSClient({ ...localAws, endpoint: messaging.endpoint, useQueueUrlAsEndpoint: false });
  const settings = queueSettings(messaging, bucket);
  const functions = createFunctions({ dynamo: dynamo.dynamo, s3, queues: settings.deadLetterQueues });
  const sources = startEventSources(messaging, functions);

  const { app, redriven } = createOperatorsApi({ dynamo: dynamo.dynamo, sqs, queueUrls: settings.queueUrls });

  return {
    ...{ app, dynamo: dynamo.dynamo, products: functions.products, records: functions.records, outage: functions.outage },
    uploads: createUploadStore(s3, 'media'),
    /** What the operators' API has sent to the queues, in order. */
    redriven,
    /** What a function has received from its queue, in order. */
    receivedBy: (queue: FedQueue): readonly SQSRecord[] => functions.received[queue],
    send: (queue: FedQueue, letter: Letter) => send(sqs, messaging.queueUrls[queue] ?? '', letter),
    stop: async () => {
      await Promise.all(sources.map((source) => source.stop()));
      s3.destroy();
      sqs.destroy();
      await bucket.stop();
      await Promise.all([messaging.stop(), dynamo.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

function createOperatorsApi({ dynamo, sqs, queueUrls }: Sending) {
  const { log } = silentLog();
  const redriven: SendMessageCommandInput[] = [];
  const sending = {
    send: (command: { input: SendMessageCommandInput }) => {
      redriven.push(command.input);
      return sqs.send(command as Parameters<typeof sqs.send>[0]);
    },
  } as Pick<SQSClient, 'send'>;
  const app = createServiceApp({ service: 'orders', log, verifyToken, ready: async () => undefined });
  const deadLetters = createDeadLetterStore({ dynamo, table: 'dead-letters' });
  mountDeadLetters(app, { deadLetters, redrive: createRedrive(sending, queueUrls), log });
  return { app, redriven };
}

type Sending = { dynamo: TestDynamo['dynamo']; sqs: SQSClient; queueUrls: Record<string, string> };

/** As in the local stack, except that a message that fails returns after a second. */
async function startQueues(folder: string) {
  const [topology, media] = await Promise.all([readInfra<Topology>('topology'), readInfra<MediaDefinition>('media')]);
  const fed = topology.queues.filter(({ name }) => name === 'timeline');
  const queues = [...fed, { ...media.queue, subscriptions: [] }].map((queue) => ({
    ...queue,
    ...{ visibilityTimeoutSeconds: 1, receiveWaitTimeSeconds: 1, maxReceiveCount: receivesMax },
  }));
  const onUnexpectedExit = (_name: string, error: Error) => {
    throw error;
  };
  const surroundings = { logFolder: folder, signal: new AbortController().signal, onUnexpectedExit };
  const messaging = await startMessaging({ folder, topology: { ...topology, queues }, surroundings });
  const { endpoint: emulator, queueUrls } = messaging;
  const bucket = await startBucket({ name: 'media', emulator, queueUrl: queueUrls.media ?? '', cors: media.cors });
  return { messaging, bucket };
}

const readInfra = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(join(import.meta.dirname, `../../../../infra/${name}.json`), 'utf8'));

/** The lists of queues that the local stack gives to the recorder and to the operators' API. */
function queueSettings(messaging: Messaging, bucket: Bucket) {
  const elsewhere = { url: '', urlOf: () => '' };
  const backends = { messaging, bucket, postgres: elsewhere, stripe: elsewhere, carrier: elsewhere } as unknown as Backends;
  const { orders } = serviceEnvironments(backends, { signingKeys: '', gatewayUrl: '' });
  const { DEAD_LETTER_QUEUES } = functionEnvironments(backends, '')['dead-letters'];
  return { queueUrls: queueMap.parse(orders.CONSUMER_QUEUES), deadLetterQueues: queueMap.parse(DEAD_LETTER_QUEUES) };
}

type Stores = { dynamo: TestDynamo['dynamo']; s3: S3Client; queues: Record<string, string> };

/** During an outage, `timeline` lacks its table and `media` its bucket. */
function createFunctions({ dynamo, s3, queues }: Stores) {
  const { log } = silentLog();
  const outage = { isOn: false };
  const nameOf = (name: string) => (outage.isOn ? `${name}-away` : name);
  const received: Record<FedQueue, SQSRecord[]> = { timeline: [], media: [] };
  const products = createProductStore(dynamo, 'products');
  const records = createUploadRecords(dynamo, 'uploads');
  const consumers = new Map(Object.entries(queues).map(([consumer, queue]) => [queue, consumer]));
  const recording = { store: createRecorderStore(dynamo, 'dead-letters'), consumers, namespace: 'Test', log };
  const processing = { products, records, decoder: testDecoder(), mediaUrl: 'https://media.test', log };

  const fed = (queue: FedQueue, handle: (records: SQSRecord[]) => Promise<unknown>) => ({
    invoke: (event: unknown) => {
      const { Records } = event as SQSEvent;
      received[queue].push(...Records);
      return handle(Records);
    },
  });
  return {
    ...{ outage, received, products, records },
    timeline: fed('timeline', (records) => recordEvents(records, { dynamo, table: nameOf('timeline'), log })),
    media: fed('media', (records) => takeUploads(records, { ...processing, pictures: createPictureStore(s3, nameOf('media')) })),
    'dead-letters': {
      invoke: (event: unknown) => recordDeadLetters((event as SQSEvent).Records.map(withTraceHeader), recording),
    },
  };
}

const withTraceHeader = (record: SQSRecord): SQSRecord => ({
  ...record,
  attributes: { ...record.attributes, AWSTraceHeader: traceHeader },
});
