import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { freePort } from '../free-port.ts';
import { createProcess, type ManagedProcess, type Surroundings } from '../resource.ts';
import { StartError } from '../start-error.ts';
import { localAws } from './local-aws.ts';

/** A key is a single string attribute. */
type Key = { partitionKey: string; sortKey?: string };
export type TableDefinition = Key & { name: string; indexes?: readonly (Key & { name: string })[] };

export type DynamodbOptions = {
  folder: string;
  tables: readonly TableDefinition[];
  /** A DynamoDB that is already running, to be used instead of starting one. */
  endpoint?: string | undefined;
  /** Empties the tables of an external DynamoDB, which removing our folder does not clear. */
  fresh?: boolean;
  surroundings: Surroundings;
};

export type Dynamodb = { endpoint: string; process: ManagedProcess | undefined; stop(): Promise<void> };

/** Starts DynamoDB on the loopback address, unless one is given, and creates the missing tables. */
export async function startDynamodb({
  folder,
  tables,
  endpoint,
  fresh = false,
  surroundings,
}: DynamodbOptions): Promise<Dynamodb> {
  if (endpoint) {
    requireUrl(endpoint);
    await createTables({ endpoint, tables, fresh });
    return { endpoint, process: undefined, stop: async () => undefined };
  }
  const port = await freePort();
  const own = { endpoint: `http://127.0.0.1:${port}`, process: createEmulator({ folder, port, surroundings }) };
  await own.process.start();
  await createTables({ endpoint: own.endpoint, tables, fresh: false });
  return { ...own, stop: own.process.stop };
}

function requireUrl(endpoint: string): void {
  if (/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) return;
  throw new StartError(`DYNAMODB_ENDPOINT is '${endpoint}', but must be an address such as http://127.0.0.1:8000.`, {
    hint: 'Correct it, or unset it if `npm ci` installs an emulator on this machine.',
  });
}

type EmulatorOptions = { folder: string; port: number; surroundings: Surroundings };

function createEmulator({ folder, port, surroundings }: EmulatorOptions): ManagedProcess {
  mkdirSync(folder, { recursive: true });
  return createProcess({
    name: 'dynamodb',
    command: installedProgram(),
    args: ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', join(folder, 'dynamodb.sqlite')],
    ready: (line) => line.startsWith('Dynoxide listening'),
    surroundings,
  });
}

function installedProgram(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const candidates = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const program = candidates.map((folder) => join(folder, name, 'dynoxide')).find((file) => existsSync(file));
  if (program) return program;
  throw new StartError(`The DynamoDB emulator for this machine (${name}) is not installed.`, {
    hint: 'Run `npm ci` again, without --omit=optional; or set DYNAMODB_ENDPOINT to the address of any DynamoDB Local.',
  });
}

async function createTables({
  endpoint,
  tables,
  fresh,
}: {
  endpoint: string;
  tables: readonly TableDefinition[];
  fresh: boolean;
}) {
  const client = new DynamoDBClient({ ...localAws, endpoint });
  try {
    const { TableNames: found = [] } = await client.send(new ListTablesCommand({}));
    const present = tables.filter(({ name }) => found.includes(name));
    if (fresh) await Promise.all(present.map(({ name }) => client.send(new DeleteTableCommand({ TableName: name }))));
    const missing = fresh ? tables : tables.filter((table) => !present.includes(table));
    await Promise.all(missing.map((table) => createTable(client, table)));
    if (!fresh) await Promise.all(present.map((table) => addIndexes(client, table)));
  } catch (cause) {
    const isGone = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
    const hint = isGone ? { hint: 'Nothing is listening there. Is it running?' } : {};
    throw new StartError(`The tables could not be created in the DynamoDB at ${endpoint}: ${cause}`, { ...hint, cause });
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  await client.send(new CreateTableCommand(describeTable(table)));
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName: table.name });
}

/** Tables created by an older version lack the newer indexes. */
async function addIndexes(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  if (!table.indexes) return;
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table.name }));
  const found = Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
  const { TableName, AttributeDefinitions, GlobalSecondaryIndexes = [] } = describeTable(table);
  for (const index of GlobalSecondaryIndexes.filter(({ IndexName }) => !found.includes(IndexName))) {
    const GlobalSecondaryIndexUpdates = [{ Create: index }];
    await client.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }));
  }
}

function describeTable({ name, indexes = [], ...key }: TableDefinition): CreateTableCommandInput {
  const attributes = new Set(
    [key, ...indexes].flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey])),
  );
  const description: CreateTableCommandInput = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keySchema(key),
  };
  if (indexes.length === 0) return description;
  const described = indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  return { ...description, GlobalSecondaryIndexes: described };
}

const keySchema = ({ partitionKey, sortKey }: Key) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
];
