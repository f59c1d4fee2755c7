import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { StepImpossibleError } from '#shared/saga/task.ts';
import type { AnOrder } from '../../../support/an-order.ts';
import { none, orderOf, replicaOf, reserved, storeOf, useStock, watching } from './use-stock.ts';

const { dynamo, shelf, pieces } = useStock();

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const written = { status: 'fulfilled', value: undefined };
const conflict = { status: 'rejected', reason: expect.any(VersionConflictError) };
const short = (productId: string, requested: number, available: number) => ({
  status: 'rejected',
  reason: expect.objectContaining({ name: StepImpossibleError.name, why: [{ productId, requested, available }] }),
});

/** Reserves for all of these orders at once. */
const reserveAll = (client: DynamoDBDocumentClient, orders: readonly AnOrder[]) => {
  const store = storeOf(client);
  return Promise.allSettled(orders.map((order) => store.save(reserved(order), none(order))));
};
const statusesOf = async (orders: readonly AnOrder[]) => {
  const store = storeOf(dynamo());
  return (await Promise.all(orders.map(({ orderId }) => store.load(orderId)))).map((row) => row?.state.status);
};

describe('concurrent reservations', () => {
  test('are one transaction that updates each product once', async () => {
    const [lamp, rug] = [await shelf(100), await shelf(100)];
    const orders = times(20, (index) => orderOf([lamp, 1], ...(index % 2 === 0 ? ([[rug, 3]] as [string, number][]) : [])));
    const { client, transactions } = watching(dynamo());
    expect(await reserveAll(client, orders)).toEqual(orders.map(() => written));
    expect(transactions.map((items) => items.flatMap(({ Update }) => (Update ? [Update.Key?.productId] : [])).sort())).toEqual([
      [lamp, rug].sort(),
    ]);
    expect([await pieces(lamp), await pieces(rug)]).toEqual([
      [80, 20, 0],
      [70, 30, 0],
    ]);
  });

  test('are read with one call', async () => {
    const lamp = await shelf(100);
    const orders = times(20, () => orderOf([lamp, 1]));
    await reserveAll(dynamo(), orders);
    let calls = 0;
    const send = (command: never) => {
      calls++;
      return dynamo().send(command);
    };
    const store = storeOf({ send } as unknown as DynamoDBDocumentClient);
    const rows = await Promise.all(orders.map(({ orderId }) => store.load(orderId)));
    expect(rows.map((row) => row?.orderId)).toEqual(orders.map(({ orderId }) => orderId));
    expect(calls).toBe(1);
  });

  test('never use more than a hundred items in a transaction', async () => {
    const products = await Promise.all(times(70, () => shelf(1)));
    const orders = products.map((product) => orderOf([product, 1]));
    const { client, transactions } = watching(dynamo());
    expect(await reserveAll(client, orders)).toEqual(orders.map(() => written));
    expect(Math.max(...transactions.map((items) => items.length))).toBeLessThanOrEqual(100);
    expect(transactions).toHaveLength(2);
  });

  test('fail only where stock is short, and report what is missing', async () => {
    const [lamp, rug] = [await shelf(100), await shelf(3)];
    const asked = times(4, (index) => (index === 2 ? orderOf([lamp, 1], [rug, 5]) : orderOf([lamp, 1])));
    const outcomes = await reserveAll(dynamo(), asked);
    expect(outcomes).toEqual(asked.map((_, index) => (index === 2 ? short(rug, 5, 3) : written)));
    expect(await statusesOf(asked)).toEqual(['reserved', 'reserved', undefined, 'reserved']);
    expect([await pieces(lamp), await pieces(rug)]).toEqual([
      [97, 3, 0],
      [3, 0, 0],
    ]);
  });

  test('succeed as far as the stock goes when it is not enough for all', async () => {
    const lamp = await shelf(5);
    const orders = times(3, () => orderOf([lamp, 2]));
    expect(await reserveAll(dynamo(), orders)).toEqual([written, written, short(lamp, 2, 1)]);
    expect(await pieces(lamp)).toEqual([1, 4, 0]);
  });

  test('fail only where the race for the row was lost', async () => {
    const lamp = await shelf(100);
    const orders = times(5, () => orderOf([lamp, 1]));
    await reserveAll(dynamo(), orders.slice(2, 3));
    expect(await reserveAll(dynamo(), orders)).toEqual(orders.map((_, index) => (index === 2 ? conflict : written)));
    expect(await pieces(lamp)).toEqual([95, 5, 0]);
  });

  test('of a sold-out product take one more transaction, however many they are', async () => {
    const [gone, rug] = [await shelf(1), await shelf(100)];
    const orders = times(40, (index) => orderOf(index % 2 === 0 ? [gone, 2] : [rug, 1]));
    const { client, transactions } = watching(dynamo());
    const outcomes = await reserveAll(client, orders);
    expect(outcomes).toEqual(orders.map((_, index) => (index % 2 === 0 ? short(gone, 2, 1) : written)));
    expect(transactions.map((items) => items.length)).toEqual([42, 21]);
  });

  test('that were written stay written when what follows them cannot be reached', async () => {
    const lamp = await shelf(3);
    const orders = times(2, () => orderOf([lamp, 2]));
    const { client } = watching(dynamo(), (count) => (count === 3 ? new Error('away') : undefined));
    expect(await reserveAll(client, orders)).toEqual([written, { status: 'rejected', reason: new Error('away') }]);
    expect(await statusesOf(orders)).toEqual(['reserved', undefined]);
  });

  test('of one order are one reservation', async () => {
    const lamp = await shelf(100);
    const order = orderOf([lamp, 1]);
    expect(await reserveAll(dynamo(), [order, order])).toEqual([written, conflict]);
    expect(await pieces(lamp)).toEqual([99, 1, 0]);
  });
});

const cancelledBy = (codes: string[]) =>
  new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });

// The emulator never causes these, because it runs transactions one at a time.
describe('a transaction that DynamoDB is too busy for', () => {
  const busy = [
    ['a conflict over the reservation', ['TransactionConflict', 'None']],
    ['a conflict over a product', ['None', 'TransactionConflict']],
    ['a conflict beside a product that seems short', ['TransactionConflict', 'ConditionalCheckFailed']],
    ['a conflict over a product beside a reservation that seems written', ['ConditionalCheckFailed', 'TransactionConflict']],
    ['a throttle beside a product that seems short', ['ThrottlingError', 'ConditionalCheckFailed']],
    ['too little capacity', ['None', 'ProvisionedThroughputExceeded']],
  ] as const;

  test.each(busy)('is retried until it succeeds: %s', async (_, codes) => {
    const lamp = await shelf(10);
    const { client, transactions } = watching(dynamo(), (count) => (count < 4 ? cancelledBy([...codes]) : undefined));
    const [event] = await replicaOf(client)(orderOf([lamp, 4]).placed());
    expect(event?.type).toBe('StockReserved');
    expect(new Set(transactions.map((items) => JSON.stringify(items))).size).toBe(1);
    expect(transactions).toHaveLength(4);
    expect(await pieces(lamp)).toEqual([6, 4, 0]);
  });

  test.each(busy)('finally counts as a lost race for each of its orders, never as a shortage: %s', async (_, codes) => {
    const lamp = await shelf(10);
    const orders = times(3, () => orderOf([lamp, 1]));
    const { client } = watching(dynamo(), () => cancelledBy([...codes]));
    expect(await reserveAll(client, orders)).toEqual(orders.map(() => conflict));
    expect(await statusesOf(orders)).toEqual([undefined, undefined, undefined]);
    expect(await reserveAll(dynamo(), orders)).toEqual(orders.map(() => written));
  });

  test('is an error if it was cancelled for another reason', async () => {
    const event = orderOf([await shelf(10), 4]).placed();
    for (const error of [cancelledBy(['None', 'None']), new Error('unforeseen')])
      await expect(replicaOf(watching(dynamo(), () => error).client)(event)).rejects.toBe(error);
  });
});
