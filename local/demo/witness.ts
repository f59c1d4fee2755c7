import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { StockItem } from '../../containers/inventory/schema.ts';
import { localAws } from '../resources/local-aws.ts';

/** Where the backends of a running stack can be asked, past the services. */
export type Endpoints = { dynamodb: string; messaging: string; deadLetterQueueUrls: string[]; stripe: string; carrier: string };

/** What an order holds of the world: pieces, minor units of money, parcels; and messages that nobody could process. */
export type Slate = {
  held: number;
  committed: number;
  authorized: number;
  captured: number;
  booked: number;
  deadLetters: number;
};

export type Witness = ReturnType<typeof createWitness>;

/** Looks at the stores and the providers themselves, not through the code that is being tested. */
export function createWitness({ dynamodb, messaging, deadLetterQueueUrls, stripe, carrier }: Endpoints) {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: dynamodb }));
  const sqs = new SQSClient({ ...localAws, endpoint: messaging, useQueueUrlAsEndpoint: false });

  async function deadLetters(): Promise<number> {
    const counts = await Promise.all(
      deadLetterQueueUrls.map(async (QueueUrl) => {
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
        );
        return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function pieces(orderId: string): Promise<{ held: number; committed: number }> {
    const { Item } = await dynamo.send(new GetCommand({ TableName: 'reservations', Key: { orderId }, ConsistentRead: true }));
    const { status, lines = [] } = (Item?.state ?? { status: 'none' }) as { status: string; lines?: { quantity: number }[] };
    const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return { held: status === 'reserved' ? count : 0, committed: status === 'committed' ? count : 0 };
  }

  return {
    deadLetters,

    async stock(productId: string): Promise<StockItem | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: 'stock', Key: { productId }, ConsistentRead: true }));
      return Item as StockItem | undefined;
    },

    async money(orderId?: string): Promise<{ authorized: number; captured: number; refunded: number }> {
      const ledger = await getJson<{ totals: { authorized: number; captured: number; refunded: number } }>(
        new URL(`/_ledger${orderId ? `?orderId=${orderId}` : ''}`, stripe),
      );
      return ledger?.totals ?? { authorized: 0, captured: 0, refunded: 0 };
    },

    async slate(orderId: string, { deadLettersBefore }: { deadLettersBefore: number }): Promise<Slate> {
      const [stock, money, parcel, dead] = await Promise.all([
        pieces(orderId),
        this.money(orderId),
        getJson<{ status: string }>(new URL(`/shipments/${orderId}`, carrier)),
        deadLetters(),
      ]);
      const { authorized, captured, refunded } = money;
      return {
        ...stock,
        authorized,
        captured: captured - refunded,
        booked: parcel?.status === 'booked' ? 1 : 0,
        deadLetters: dead - deadLettersBefore,
      };
    },

    close(): void {
      dynamo.destroy();
      sqs.destroy();
    },
  };
}

/** The JSON at an address, or undefined when there is nothing. */
async function getJson<T>(url: URL): Promise<T | undefined> {
  const response = await fetch(url);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}
