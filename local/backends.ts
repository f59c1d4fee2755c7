import { join } from 'node:path';
import type { Topology } from '#events/topology.ts';
import type { Parts } from './parts.ts';
import { type Bucket, type BucketOptions, startBucket } from './resources/bucket.ts';
import { startCarrier } from './resources/carrier.ts';
import { type Dynamodb, startDynamodb, type TableDefinition } from './resources/dynamodb.ts';
import { type Messaging, startMessaging } from './resources/messaging.ts';
import { type Postgres, startPostgres } from './resources/postgres.ts';
import { startStripe } from './resources/stripe.ts';

/** The backing services, which AWS runs in production. */
export type Backends = {
  postgres: Postgres;
  dynamodb: Dynamodb;
  messaging: Messaging;
  bucket: Bucket;
  stripe: Running;
  carrier: Running;
};

/** The bucket's rules, and the queue that it notifies of uploads. */
export type MediaDefinition = Pick<BucketOptions, 'cors'> & { queue: Omit<Topology['queues'][number], 'subscriptions'> };

type Running = { url: string; stop(): Promise<void> };

export type BackendsOptions = {
  parts: Parts;
  dataFolder: string;
  /** The services that have their own PostgreSQL login. */
  roles: readonly string[];
  tables: readonly TableDefinition[];
  topology: Topology;
  media: MediaDefinition;
  fresh: boolean;
  postgresSettings?: Record<string, string> | undefined;
};

/** Starts them all at once; each can be awaited separately. */
export function startBackends(options: BackendsOptions) {
  const { parts, dataFolder, roles, tables, media, fresh, postgresSettings = {} } = options;
  const { part, surroundings } = parts;
  const folder = (name: string) => join(dataFolder, name);
  const endpoint = process.env.DYNAMODB_ENDPOINT || process.env.AWS_ENDPOINT_URL_DYNAMODB;

  const postgres = startPostgres({ folder: folder('postgres'), roles, settings: postgresSettings, surroundings });
  const dynamodb = startDynamodb({ folder: folder('dynamodb'), tables, endpoint, fresh, surroundings });
  const topology = { ...options.topology, queues: [...options.topology.queues, { ...media.queue, subscriptions: [] }] };
  const messaging = startMessaging({ folder: folder('messaging'), topology, surroundings });
  return {
    postgres: part('PostgreSQL', postgres, damagedHint),
    dynamodb: part('DynamoDB', dynamodb, damagedHint),
    messaging: part('SNS, SQS and S3', messaging, damagedHint),
    bucket: part(
      'media bucket',
      messaging.then((running) => startMediaBucket(running, media)),
      damagedHint,
    ),
    stripe: part('Stripe stand-in', startStripe({ dataFolder: folder('stripe') }), damagedHint),
    carrier: part('sandbox carrier', startCarrier({ dataFolder: folder('carrier') }), damagedHint),
  };
}

const startMediaBucket = ({ endpoint, queueUrls }: Messaging, { queue, cors }: MediaDefinition) =>
  startBucket({ name: 'media', emulator: endpoint, queueUrl: queueUrls[queue.name] ?? '', cors });

const damagedHint = 'If its data are damaged, `npm start -- --fresh` deletes all data and starts over.';
