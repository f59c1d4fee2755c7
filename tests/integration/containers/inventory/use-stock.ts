import { randomUUID } from 'node:crypto';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { createLoop } from '#shared/saga/loop.ts';
import { taskOf } from '#shared/saga/participant.ts';
import { type Versioned, withState } from '#shared/saga/versioned.ts';
import { type Reservation, steps, toEvent } from '../../../../containers/inventory/domain.ts';
import { inventorySaga } from '../../../../containers/inventory/saga.ts';
import { type StockItem, tables } from '../../../../containers/inventory/schema.ts';
import { createReservationStore } from '../../../../containers/inventory/store.ts';
import { type AnOrder, anOrder, causeOf } from '../../../support/an-order.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';

/** The stock in a separate DynamoDB, until the file's tests are done. */
export function useStock() {
  let emulator: TestDynamo;
  beforeAll(async () => {
    emulator = await startTestDynamo(tables);
  });
  afterAll(() => emulator?.stop());
  const dynamo = () => emulator.dynamo;

  /** A new product with this many items. */
  async function shelf(available: number): Promise<string> {
    const productId = randomUUID();
    const Item: StockItem = { productId, available, reserved: 0, committed: 0, received: available, adjusted: 0 };
    await dynamo().send(new PutCommand({ TableName: 'stock', Item }));
    return productId;
  }

  async function stockOf(productId: string): Promise<StockItem> {
    const { Item } = await dynamo().send(new GetCommand({ TableName: 'stock', Key: { productId }, ConsistentRead: true }));
    return Item as StockItem;
  }

  const pieces = async (productId: string) => {
    const { available, reserved, committed } = await stockOf(productId);
    return [available, reserved, committed];
  };

  return { dynamo, shelf, stockOf, pieces };
}

export const storeOf = (client: DynamoDBDocumentClient) =>
  createReservationStore({ dynamo: client, stockTable: 'stock', reservationsTable: 'reservations' });

/** A replica of the service without its queue; handling an event returns what it published. */
export function replicaOf(client: DynamoDBDocumentClient) {
  const told: Event[] = [];
  const loop = createLoop({ ...inventorySaga(storeOf(client)), publish: async (answer) => void told.push(answer) });
  return async (event: Event): Promise<Event[]> => {
    await loop.take(taskOf('inventory', steps, event));
    return told.filter(({ subject }) => subject === event.subject);
  };
}

/** A client that records its transactions; `fault` can make one fail instead of sending it. */
export function watching(client: DynamoDBDocumentClient, fault: (count: number) => Error | undefined = () => undefined) {
  const transactions: NonNullable<TransactWriteCommandInput['TransactItems']>[] = [];
  const send = async (command: never) => {
    const sent = command as unknown;
    if (!(sent instanceof TransactWriteCommand)) return client.send(command);
    const error = fault(transactions.push(sent.input.TransactItems ?? []));
    if (error) throw error;
    return client.send(command);
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, transactions };
}

export const orderOf = (...lines: [string, number][]) =>
  anOrder({
    lines: lines.map(([productId, quantity]) => ({
      productId,
      quantity,
      name: 'Lamp',
      unitPrice: { amount: 1, currency: 'USD' },
    })),
  });

export const none = ({ orderId }: AnOrder): Versioned<Reservation> => ({
  orderId,
  state: { status: 'none' },
  version: 0,
  event: undefined,
});

/** The row with an order's reservation, to be saved as its first version. */
export const reserved = (order: AnOrder): Versioned<Reservation> => {
  const state = steps.reserveStock({ status: 'none' }, order.placed());
  return withState(none(order), state, { cause: causeOf(order.orderId), toEvent });
};
