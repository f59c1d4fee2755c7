import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Event } from '#events/index.ts';
import { outcomeOf, VersionConflictError } from '#shared/errors/outcome.ts';
import { type Reservation, steps, toEvent } from '../../../../containers/inventory/domain.ts';
import { inventorySaga } from '../../../../containers/inventory/saga.ts';
import { aLoop } from '../../../support/a-loop.ts';
import type { AnOrder } from '../../../support/an-order.ts';
import { rowsOf } from '../../../support/rows.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { orderOf, storeOf, useStock } from './use-stock.ts';

const { dynamo: client, shelf, stockOf, pieces } = useStock();
let dynamo: DynamoDBDocumentClient;
let deliver: (event: Event) => Promise<Event | undefined>;

beforeAll(() => {
  dynamo = client();
  deliver = deliverTo(dynamo);
});

/** Handles an event as the service does. */
const deliverTo = (client: DynamoDBDocumentClient) => aLoop(inventorySaga(storeOf(client))).deliver;

const failed = ({ tell }: AnOrder) => tell('PaymentFailed', { phase: 'authorize', code: 'card_declined' });
const only = (event: Event | undefined) => event?.type;

describe('a reservation', () => {
  test('takes items from stock, holds them for the order, and commits them for good', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 3], [product, 1]);
    const event = await deliver(order.placed());
    expect(event).toMatchObject({ type: 'StockReserved', data: { lines: [{ productId: product, quantity: 4 }] } });
    expect(await pieces(product)).toEqual([6, 4, 0]);
    expect(only(await deliver(order.confirmed()))).toBe('StockCommitted');
    expect(await pieces(product)).toEqual([6, 0, 4]);
  });

  test.each([
    ['reserved', false],
    ['committed', true],
  ])('that is %s is released completely', async (_, confirm) => {
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
    const told = await deliver(order.placed());
    const repeats = await Promise.all(Array.from({ length: 10 }, () => deliver(order.placed())));
    for (const repeat of repeats) expect(repeat).toEqual(told);
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });

  test('is all or nothing, and reports the shortage of each product', async () => {
    const [plenty, few, unknown] = [await shelf(10), await shelf(1), randomUUID()];
    const event = await deliver(orderOf([plenty, 2], [few, 2], [unknown, 1]).placed());
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

  test('of the last ten items is won by ten of fifty orders', async () => {
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
    expect(await deliver(order.cancelled())).toMatchObject({ type: 'StockReleased', data: { lines: [] } });
    expect(only(await deliver(order.placed()))).toBe('StockReleased');
    expect(only(await deliver(order.confirmed()))).toBe('StockReleased');
    expect(await pieces(product)).toEqual([10, 0, 0]);
  });

  test('cannot be committed before it is made', async () => {
    expect(outcomeOf(await deliver(orderOf([randomUUID(), 1]).confirmed()).catch((error) => error)).kind).toBe('retry');
  });

  test('changed by someone else meanwhile is decided again, not overwritten', async () => {
    const product = await shelf(10);
    const order = orderOf([product, 4]);
    const { load, save } = rowsOf<Reservation>(() => storeOf(dynamo), { none: { status: 'none' }, toEvent });
    const stale = await load(order.orderId);
    await deliver(order.cancelled());
    const wish = steps.reserveStock(stale.state, order.placed());
    await expect(save(stale, wish)).rejects.toThrow(VersionConflictError);
    expect(await pieces(product)).toEqual([10, 0, 0]);
  });

  test.each([
    [
      'changed',
      (product: string, stock: object) =>
        new PutCommand({ TableName: 'stock', Item: { ...stock, productId: product, reserved: 1 } }),
    ],
    ['deleted', (productId: string) => new DeleteCommand({ TableName: 'stock', Key: { productId } })],
  ])('is released even if the stock was %s by hand, and reports what it could not return', async (_, byHand) => {
    const [broken, whole] = [await shelf(10), await shelf(10)];
    const order = orderOf([broken, 4], [whole, 3]);
    await deliver(order.placed());
    await dynamo.send(byHand(broken, (await stockOf(broken)) as object) as PutCommand);
    const { log, entries } = silentLog();
    const event = await aLoop(inventorySaga(storeOf(dynamo), log)).deliver(order.cancelled());
    expect(event).toMatchObject({ type: 'StockReleased', data: { lines: [{ productId: whole, quantity: 3 }] } });
    expect((await storeOf(dynamo).load(order.orderId))?.state).toEqual({
      status: 'released',
      lines: [{ productId: whole, quantity: 3 }],
      unreturned: [{ productId: broken, quantity: 4 }],
    });
    expect(await pieces(whole)).toEqual([10, 0, 0]);
    expect(entries.map(({ message }) => message)).toEqual(['stock released without being counted as held']);
  });
});

describe('a commit of pieces that someone has taken out of the counters', () => {
  test('takes them anyway and reports them; a recount puts the counters right, and an undo returns everything', async () => {
    const [broken, whole] = [await shelf(10), await shelf(10)];
    const order = orderOf([broken, 4], [whole, 3]);
    await deliver(order.placed());
    const stock = (await stockOf(broken)) as object;
    await dynamo.send(new PutCommand({ TableName: 'stock', Item: { ...stock, reserved: 1 } }));
    const { log, entries } = silentLog();
    const lines = [
      { productId: broken, quantity: 4 },
      { productId: whole, quantity: 3 },
    ];
    const event = await aLoop(inventorySaga(storeOf(dynamo), log)).deliver(order.confirmed());
    expect(event).toMatchObject({ type: 'StockCommitted', data: { lines } });
    const stored = async () => (await storeOf(dynamo).load(order.orderId))?.state;
    expect(await stored()).toEqual({ status: 'committed', lines, uncommitted: lines.slice(0, 1) });
    expect(await pieces(whole)).toEqual([7, 0, 3]);
    expect(await pieces(broken)).toEqual([6, 1, 0]);
    expect(entries.map(({ message }) => message)).toEqual(['stock committed without being counted as held']);

    await dynamo.send(new PutCommand({ TableName: 'stock', Item: { ...stock, reserved: 0, committed: 4 } }));
    await deliver(order.cancelled());
    expect(await stored()).toEqual({ status: 'released', lines });
    expect(await pieces(broken)).toEqual([10, 0, 0]);
  });
});

/** A client that counts its transactions. */
function counting() {
  const transactions: number[] = [];
  const send = (command: never) => {
    if ((command as unknown) instanceof TransactWriteCommand)
      transactions.push((command as { input: { TransactItems: unknown[] } }).input.TransactItems.length);
    return dynamo.send(command);
  };
  return { transactions, client: { send } as unknown as DynamoDBDocumentClient };
}

describe('concurrent reservations', () => {
  test('share a transaction that writes each product once', async () => {
    const [one, other] = [await shelf(100), await shelf(100)];
    const { transactions, client } = counting();
    const deliverHere = deliverTo(client);
    const orders = Array.from({ length: 8 }, () => orderOf([one, 2], [other, 1]));
    const answers = await Promise.all(orders.map((order) => deliverHere(order.placed())));
    expect(answers.map(only)).toEqual(orders.map(() => 'StockReserved'));
    expect(transactions).toEqual([10]);
    expect([await pieces(one), await pieces(other)]).toEqual([
      [84, 16, 0],
      [92, 8, 0],
    ]);
  });

  test('are refused only as far as the stock does not suffice, and report the shortage', async () => {
    const [scarce, plenty] = [await shelf(3), await shelf(100)];
    const orders = [2, 2, 1].map((quantity) => orderOf([scarce, quantity], [plenty, 1]));
    const answers = await Promise.all(orders.map((order) => deliver(order.placed())));
    expect(answers.map(only)).toEqual(['StockReserved', 'StockRejected', 'StockReserved']);
    expect(answers[1]).toMatchObject({ data: { shortages: [{ productId: scarce, requested: 2, available: 0 }] } });
    expect([await pieces(scarce), await pieces(plenty)]).toEqual([
      [0, 3, 0],
      [98, 2, 0],
    ]);
  });

  test('are not disturbed by one that lost its race', async () => {
    const product = await shelf(10);
    const [raced, good] = [orderOf([product, 1]), orderOf([product, 1])];
    const { load, save } = rowsOf<Reservation>(() => store, { none: { status: 'none' }, toEvent });
    const store = storeOf(dynamo);
    const rows = await Promise.all([raced, good].map(({ orderId }) => load(orderId)));
    await deliver(raced.cancelled());
    const wishes = [raced, good].map((order, index) => {
      const row = rows[index];
      if (!row) throw new Error('loaded');
      return save(row, steps.reserveStock(row.state, order.placed()));
    });
    const [lost, won] = await Promise.allSettled(wishes);
    expect(lost).toMatchObject({ status: 'rejected', reason: expect.any(VersionConflictError) });
    expect(won?.status).toBe('fulfilled');
    expect(await pieces(product)).toEqual([9, 1, 0]);
  });
});

describe('items', () => {
  test('are never created nor lost, whatever arrives in whatever order', async () => {
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
        const rows = await Promise.all(orders.map((order) => storeOf(dynamo).load(order.orderId)));
        const held = (status: string) =>
          rows
            .flatMap((row) => (row?.state.status === status && 'lines' in row.state ? row.state.lines : []))
            .reduce((sum, line) => sum + line.quantity, 0);
        const total = async (pool: 'reserved' | 'committed') =>
          (await Promise.all(products.map(stockOf))).reduce((sum, item) => sum + item[pool], 0);
        expect([await total('reserved'), await total('committed')]).toEqual([held('reserved'), held('committed')]);
      }),
      { numRuns: 25 },
    );
  });
});

/** A client whose next transactions end with this error, instead of or after being executed. */
function failing(error: Error, { carriedOut = false, times = 1 } = {}): DynamoDBDocumentClient {
  let failures = times;
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
  ])('is no rejection but retried: %s', async (_, codes) => {
    const product = await shelf(10);
    const event = orderOf([product, 4]).placed();
    expect(only(await deliverTo(failing(cancelledBy(...codes)))(event))).toBe('StockReserved');
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });

  test('is given up for now if DynamoDB stays busy, and the message is redelivered', async () => {
    const order = orderOf([await shelf(10), 4]);
    const client = failing(cancelledBy('None', 'TransactionConflict'), { times: 100 });
    const { load, save } = rowsOf<Reservation>(() => storeOf(client), { none: { status: 'none' }, toEvent });
    const row = await load(order.orderId);
    await expect(save(row, steps.reserveStock(row.state, order.placed()))).rejects.toThrow(VersionConflictError);
  });

  test('is an error if it failed for another reason', async () => {
    const event = orderOf([await shelf(10), 4]).placed();
    for (const error of [cancelledBy('None', 'None'), new Error('unforeseen')])
      await expect(deliverTo(failing(error))(event)).rejects.toBe(error);
  });
});

describe('a transaction whose response was lost', () => {
  test('is found when the message is redelivered, and answered once', async () => {
    const product = await shelf(10);
    const event = orderOf([product, 4]).placed();
    const timeOut = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    const client = failing(timeOut, { carriedOut: true });
    const thrown = await deliverTo(client)(event).catch((error) => error);
    expect(outcomeOf(thrown).kind).toBe('unavailable');
    expect(only(await deliverTo(client)(event))).toBe('StockReserved');
    expect(await pieces(product)).toEqual([6, 4, 0]);
  });
});
