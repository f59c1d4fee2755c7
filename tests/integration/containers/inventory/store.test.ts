import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Event } from '#events/index.ts';
import { outcomeOf, retryOnConflict, VersionConflictError } from '#shared/errors/outcome.ts';
import { reactor } from '#shared/saga/reaction.ts';
import { decide } from '../../../../containers/inventory/domain.ts';
import { reactions } from '../../../../containers/inventory/reactions/index.ts';
import { type StockItem, tables } from '../../../../containers/inventory/schema.ts';
import { createReservationStore } from '../../../../containers/inventory/store.ts';
import { type AnOrder, anOrder } from '../../../support/an-order.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';

let emulator: TestDynamo;
let dynamo: DynamoDBDocumentClient;
let deliver: (event: Event) => Promise<readonly Event[]>;

beforeAll(async () => {
  emulator = await startTestDynamo(tables);
  dynamo = emulator.dynamo;
  deliver = deliverTo(dynamo);
});
afterAll(() => emulator.stop());

const storeOf = (client: DynamoDBDocumentClient) =>
  createReservationStore({ dynamo: client, stockTable: 'stock', reservationsTable: 'reservations' });
const handlerOf = (client: DynamoDBDocumentClient) => reactor('inventory', reactions, { reservations: storeOf(client) });
/** Handles an event as the consumer does: a lost race is decided again at once, and the message comes again after that. */
const deliverTo = (client: DynamoDBDocumentClient) => (event: Event) => retryOnConflict(() => handlerOf(client)(event), 50);

async function shelf(available: number): Promise<string> {
  const productId = randomUUID();
  const Item: StockItem = { productId, available, reserved: 0, committed: 0, received: available, adjusted: 0 };
  await dynamo.send(new PutCommand({ TableName: 'stock', Item }));
  return productId;
}
async function stockOf(productId: string): Promise<StockItem> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: 'stock', Key: { productId }, ConsistentRead: true }));
  return Item as StockItem;
}
const pieces = async (productId: string) => {
  const { available, reserved, committed } = await stockOf(productId);
  return [available, reserved, committed];
};
const orderOf = (...lines: [string, number][]) =>
  anOrder({
    lines: lines.map(([productId, quantity]) => ({
      productId,
      quantity,
      name: 'Lamp',
      unitPrice: { amount: 1, currency: 'USD' },
    })),
  });
const failed = ({ tell }: AnOrder) => tell('PaymentFailed', { phase: 'authorize', code: 'card_declined' });
const only = (events: readonly Event[]) => events[0]?.type;

describe('a reservation', () => {
  test('takes pieces from the shelf, keeps them for the order, and gives them up for good', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 3], [product, 1]);
    const [event] = await deliver(order.placed());
    expect(event).toMatchObject({ type: 'StockReserved', data: { lines: [{ productId: product, quantity: 4 }] } });
    expect(await pieces(product)).toEqual([6, 4, 0]);
    expect(only(await deliver(order.confirmed()))).toBe('StockCommitted');
    expect(await pieces(product)).toEqual([6, 0, 4]);
  });

  test.each([
    ['reserved', false],
    ['committed', true],
  ])('that is %s is given back whole', async (_, confirm) => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    await deliver(order.placed());
    if (confirm) await deliver(order.confirmed());
    expect(only(await deliver(order.cancelled()))).toBe('StockReleased');
    expect(await pieces(product)).toEqual([10, 0, 0]);
  });

  test('answers every repeat with the same event and moves nothing again', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    const [told] = await deliver(order.placed());
    const repeats = await Promise.all(Array.from({ length: 10 }, () => deliver(order.placed())));
    for (const repeat of repeats) expect(repeat).toEqual([told]);
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });

  test('is all or nothing, and says of every product what was short', async () => {
    const [plenty, few, unknown] = [await shelf(10), await shelf(1), randomUUID()];
    const [event] = await deliver(orderOf([plenty, 2], [few, 2], [unknown, 1]).placed());
    expect(event).toMatchObject({
      type: 'StockRejected',
      data: {
        shortages: [
          { productId: few, requested: 2, available: 1 },
          { productId: unknown, requested: 1, available: 0 },
        ],
      },
    });
    expect(await pieces(plenty)).toEqual([10, 0, 0]);
    expect(await stockOf(unknown)).toBeUndefined();
  });

  test('of the last ten pieces is won by ten of fifty orders', async () => {
    const product = await shelf(10);
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(orderOf([product, 1]).placed())));
    const types = answers.map(only);
    expect(types.filter((type) => type === 'StockReserved')).toHaveLength(10);
    expect(types.filter((type) => type === 'StockRejected')).toHaveLength(40);
    expect(await pieces(product)).toEqual([0, 10, 0]);
  });

  test('never starts after its order was cancelled', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    expect(await deliver(order.cancelled())).toMatchObject([{ type: 'StockReleased', data: { lines: [] } }]);
    expect(only(await deliver(order.placed()))).toBe('StockReleased');
    expect(only(await deliver(order.confirmed()))).toBe('StockReleased');
    expect(await pieces(product)).toEqual([10, 0, 0]);
  });

  test('cannot be committed before it is made', async () => {
    expect(outcomeOf(await deliver(orderOf([randomUUID(), 1]).confirmed()).catch((error) => error)).kind).toBe('retry');
  });

  test('that somebody else wrote meanwhile is decided again, not over', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    const store = storeOf(dynamo);
    const stale = await store.load(order.placed());
    await deliver(order.cancelled());
    await expect(store.commit(stale, decide(stale.state, order.placed()))).rejects.toThrow(VersionConflictError);
    expect(await pieces(product)).toEqual([10, 0, 0]);
  });

  test('is never turned into a rejection by an undo that finds too few pieces', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    await deliver(order.placed());
    await dynamo.send(new PutCommand({ TableName: 'stock', Item: { ...(await stockOf(product)), reserved: 1 } }));
    await expect(deliver(order.cancelled())).rejects.toThrow('not enough in stock');
    expect((await storeOf(dynamo).load(order.placed())).state.status).toBe('reserved');
  });
});

describe('pieces', () => {
  test('are never made nor lost, whatever arrives in whatever order', async () => {
    const script = fc.array(
      fc.record({
        order: fc.nat(3),
        event: fc.constantFrom('placed', 'confirmed', 'cancelled', 'failed'),
        copies: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 5, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(script, async (moves) => {
        const products = [await shelf(5), await shelf(5)] as const;
        const orders = [1, 2, 3, 4].map((quantity) => orderOf([products[0], quantity], [products[quantity % 2] as string, 1]));
        const eventOf = {
          placed: (one: AnOrder) => one.placed(),
          confirmed: (one: AnOrder) => one.confirmed(),
          cancelled: (one: AnOrder) => one.cancelled(),
          failed,
        };
        const sent = moves.flatMap(({ order, event, copies }) =>
          Array.from({ length: copies }, () => eventOf[event as keyof typeof eventOf](orders[order] as AnOrder)),
        );
        await Promise.allSettled(sent.map((event) => deliver(event)));
        for (const product of products) {
          const { available, reserved, committed, received, adjusted } = await stockOf(product);
          expect(available + reserved + committed).toBe(received + adjusted);
          expect(Math.min(available, reserved, committed)).toBeGreaterThanOrEqual(0);
        }
        const states = await Promise.all(orders.map((order) => storeOf(dynamo).load(order.placed())));
        const held = (status: string) =>
          states
            .flatMap(({ state }) => (state.status === status && 'lines' in state ? state.lines : []))
            .reduce((sum, line) => sum + line.quantity, 0);
        const total = async (pool: 'reserved' | 'committed') =>
          (await Promise.all(products.map(stockOf))).reduce((sum, item) => sum + item[pool], 0);
        expect([await total('reserved'), await total('committed')]).toEqual([held('reserved'), held('committed')]);
      }),
      { numRuns: 25 },
    );
  });
});

/** A client whose next transaction comes to this, instead of or after being carried out. */
function failing(error: Error, { carriedOut = false } = {}): DynamoDBDocumentClient {
  let failures = 1;
  const send = async (command: never) => {
    if (!((command as unknown) instanceof TransactWriteCommand) || failures-- < 1) return dynamo.send(command);
    if (carriedOut) await dynamo.send(command);
    throw error;
  };
  return { send } as unknown as DynamoDBDocumentClient;
}
const cancelledBy = (...codes: string[]) =>
  new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });

describe('a transaction that DynamoDB was too busy for', () => {
  test.each([
    ['a conflict over the reservation', ['TransactionConflict', 'None']],
    ['a conflict over a product', ['None', 'TransactionConflict']],
    ['a conflict beside a product that seems short', ['TransactionConflict', 'ConditionalCheckFailed']],
    ['a throttle beside a product that seems short', ['ThrottlingError', 'ConditionalCheckFailed']],
    ['too little capacity', ['None', 'ProvisionedThroughputExceeded']],
    [
      'a reservation that was just written, beside a product that seems short',
      ['ConditionalCheckFailed', 'ConditionalCheckFailed'],
    ],
  ])('is no rejection but tried again: %s', async (_, codes) => {
    const product = await shelf(10);
    const event = orderOf([product, 4]).placed();
    const client = failing(cancelledBy(...codes));
    await expect(handlerOf(client)(event)).rejects.toThrow(VersionConflictError);
    expect(only(await deliverTo(client)(event))).toBe('StockReserved');
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });

  test('or for another reason is not explained away', async () => {
    const event = orderOf([await shelf(10), 4]).placed();
    for (const error of [cancelledBy('None', 'None'), new Error('unforeseen')])
      await expect(handlerOf(failing(error))(event)).rejects.toBe(error);
  });
});

describe('a transaction of which the answer was lost', () => {
  test('is found when the message comes again, and answered once', async () => {
    const product = await shelf(10);
    const event = orderOf([product, 4]).placed();
    const timeOut = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    const client = failing(timeOut, { carriedOut: true });
    const thrown = await handlerOf(client)(event).catch((error) => error);
    expect(outcomeOf(thrown).kind).toBe('unavailable');
    expect(only(await deliverTo(client)(event))).toBe('StockReserved');
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });
});
