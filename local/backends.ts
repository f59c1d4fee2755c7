import { join } from 'node:path';
import type { Topology } from '#events/topology.ts';
import type { Parts } from './parts.ts';
import { startCarrier } from './resources/carrier.ts';
import { type Dynamodb, startDynamodb, type TableDefinition } from './resources/dynamodb.ts';
import { type Messaging, startMessaging } from './resources/messaging.ts';
import { type Postgres, startPostgres } from './resources/postgres.ts';
import { startStripe } from './resources/stripe.ts';

/** Everything that the services need and that somebody else runs on AWS. */
export type Backends = {
  postgres: Postgres;
  dynamodb: Dynamodb;
  messaging: Messaging;
  stripe: Running;
  carrier: Running;
};

type Running = { url: string; stop(): Promise<void> };

export type BackendsOptions = {
  parts: Parts;
  dataFolder: string;
  /** The services that have a login of their own in PostgreSQL. */
  roles: readonly string[];
  tables: readonly TableDefinition[];
  topology: Topology;
  fresh: boolean;
  postgresSettings?: Record<string, string> | undefined;
};

/** Begins to start them all at once; each can be awaited on its own. */
export function startBackends(options: BackendsOptions) {
  const { parts, dataFolder, roles, tables, topology, fresh, postgresSettings = {} } = options;
  const { part, surroundings } = parts;
  const folder = (name: string) => join(dataFolder, name);
  const endpoint = process.env.DYNAMODB_ENDPOINT || process.env.AWS_ENDPOINT_URL_DYNAMODB;

  const postgres = startPostgres({ folder: folder('postgres'), roles, settings: postgresSettings, surroundings });
  const dynamodb = startDynamodb({ folder: folder('dynamodb'), tables, endpoint, fresh, surroundings });
  const messaging = startMessaging({ folder: folder('messaging'), topology, surroundings });
  return {
    postgres: part('PostgreSQL', postgres, damagedHint),
    dynamodb: part('DynamoDB', dynamodb, damagedHint),
    messaging: part('SNS, SQS and S3', messaging, damagedHint),
    stripe: part('Stripe stand-in', startStripe({ dataFolder: folder('stripe') }), damagedHint),
    carrier: part('sandbox carrier', startCarrier({ dataFolder: folder('carrier') }), damagedHint),
  };
}

const damagedHint = 'If its data are damaged, `npm start -- --fresh` begins anew, without any of the old data.';
