import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { deadLetterStates } from '#shared/dead-letters/dead-letter.ts';
import type { StockItem } from '../../containers/inventory/schema.ts';
import { localAws } from '../resources/local-aws.ts';

/** Where to reach the backends of a running stack directly, bypassing the services. */
export type Endpoints = {
  dynamodb: string;
  messaging: string;
  deadLetterQueueUrls: string[];
  stripe: string;
  carrier: string;
  /** The table names, where they differ from the local ones. */
  tables?: { stock: string; reservations: string; deadLetters: string };
};

/** What an order currently holds: items, money in minor units, parcels; and the number of dead letters. */
export type Slate = {
  held: number;
  committed: number;
  authorized: number;
  captured: number;
  booked: number;
  deadLetters: number;
};

export type Witness = ReturnType<typeof createWitness>;

/** Reads the stores and the providers directly, not through the code under test. */
export function createWitness({ dynamodb, messaging, deadLetterQueueUrls, stripe, carrier, tables = sameNames }: Endpoints) {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: dynamodb }));
  const sqs = new SQSClient({ ...localAws, endpoint: messaging, useQueueUrlAsEndpoint: false });
  const read = async (TableName: string, Key: Record<string, string>) =>
    (await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

  /** Counts the queues first: a message that is recorded meanwhile counts twice rather than not at all. */
  const deadLetters = async () => {
    const queued = await Promise.all(deadLetterQueueUrls.map((queueUrl) => countMessages(sqs, queueUrl)));
    const recorded = await Promise.all(deadLetterStates.map((state) => countRecorded(dynamo, tables.deadLetters, state)));
    return [...queued, ...recorded].reduce((sum, count) => sum + count, 0);
  };

  /** The money of one order, or of all, according to the provider's own ledger. */
  const money = async (orderId?: string) => {
    const ledger = await getJson<{ totals: Money }>(new URL(`/_ledger${orderId ? `?orderId=${orderId}` : ''}`, stripe));
    return ledger?.totals ?? { authorized: 0, captured: 0, refunded: 0 };
  };

  return {
    deadLetters,
    money,
    stock: async (productId: string) => (await read(tables.stock, { productId })) as StockItem | undefined,

    async slate(orderId: string, { deadLettersBefore }: { deadLettersBefore: number }): Promise<Slate> {
      const [reservation, { authorized, captured, refunded }, parcel, dead] = await Promise.all([
        read(tables.reservations, { orderId }),
        money(orderId),
        getJson<{ status: string }>(new URL(`/shipments/${orderId}`, carrier)),
        deadLetters(),
      ]);
      const booked = parcel?.status === 'booked' ? 1 : 0;
      return { ...pieces(reservation), authorized, captured: captured - refunded, booked, deadLetters: dead - deadLettersBefore };
    },

    close(): void {
      dynamo.destroy();
      sqs.destroy();
    },
  };
}

const sameNames = { stock: 'stock', reservations: 'reservations', deadLetters: 'dead-letters' };

type Money = { authorized: number; captured: number; refunded: number };

/** Includes messages that are received but not yet deleted. */
async function countMessages(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...countNames] }));
  return countNames.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

const countNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

async function countRecorded(client: DynamoDBDocumentClient, TableName: string, state: string): Promise<number> {
  const key = { KeyConditionExpression: '#state = :state', ExpressionAttributeNames: { '#state': 'state' } };
  const query = { TableName, IndexName: 'by-state', ...key, ExpressionAttributeValues: { ':state': state } };
  let count = 0;
  for await (const { Count = 0 } of paginateQuery({ client }, { ...query, Select: 'COUNT' })) count += Count;
  return count;
}

function pieces(reservation: Record<string, unknown> | undefined): { held: number; committed: number } {
  const { status, lines = [] } = (reservation?.state ?? { status: 'none' }) as { status: string; lines?: { quantity: number }[] };
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return { held: status === 'reserved' ? count : 0, committed: status === 'committed' ? count : 0 };
}

/** The JSON at a URL, or undefined if there is none. */
async function getJson<T>(url: URL): Promise<T | undefined> {
  const response = await fetch(url);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}
