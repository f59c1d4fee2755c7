import { describe, expect, test } from '@jest/globals';
import { products } from '../../../local/seed.ts';
import type { Pass, WireAnswer } from '../../../local/wire-proxy.ts';
import { createChance } from '../../faults/chance.ts';
import { createConflicts } from '../../faults/proxy/conflicts.ts';
import { hot } from '../../faults/schedule.ts';
import { createTally } from '../../faults/tally.ts';

const put = (orderId: string) => ({ Put: { TableName: 'reservations', Item: { orderId: { S: orderId }, version: { N: '1' } } } });
const take = (productId: string) => ({ Update: { TableName: 'stock', Key: { productId: { S: productId } } } });
const transaction = (...TransactItems: object[]) => ({ operation: 'TransactWriteItems', request: { TransactItems } });
const update = (productId: string) => ({ operation: 'UpdateItem', request: take(productId).Update });

/** A database that answers when it is told to. */
function aDatabase({ isBad = true, hasConflicts = false } = {}) {
  const tally = createTally(() => undefined);
  const conflicts = createConflicts({ weather: { isBad, hasConflicts }, tally, chance: createChance('1'), deadlineSeconds: 1 });
  const written: (() => void)[] = [];
  const pass: Pass = () =>
    new Promise((resolve) => written.push(() => resolve({ status: 200, headers: {}, body: Buffer.from('{}') })));
  const write = ({ operation, request }: { operation: string; request: object }): Promise<WireAnswer> =>
    conflicts({ backend: 'dynamodb', body: Buffer.from(JSON.stringify(request)) }, operation, pass)();
  return { tally, write, written };
}

const codesOf = ({ status, body }: WireAnswer) => ({
  status,
  codes: JSON.parse(body.toString()).CancellationReasons?.map(({ Code }: { Code: string }) => Code),
});

describe('two writes at the same moment', () => {
  test('conflict over an item that both change, and over no other', async () => {
    const { tally, write, written } = aDatabase();
    const first = write(transaction(put('o1'), take(hot.productId)));
    const second = await write(transaction(put('o2'), take(hot.productId)));
    expect(codesOf(second)).toEqual({ status: 400, codes: ['None', 'TransactionConflict'] });
    void write(transaction(put('o3'), take(products.mouse.productId)));
    expect(written).toHaveLength(2);
    expect(Object.fromEntries(tally.faults)).toEqual({
      'DynamoDB conflict of two writes': 1,
      'DynamoDB conflict over the hot product': 1,
    });

    written[0]?.();
    expect((await first).status).toBe(200);
    void write(transaction(put('o2'), take(hot.productId)));
    expect(written).toHaveLength(3);
  });

  test('conflict if only one is a transaction, and not if none is', async () => {
    const { write, written } = aDatabase();
    void write(update(hot.productId));
    void write(update(hot.productId));
    void write(transaction(take(hot.productId)));
    expect(written).toHaveLength(3);
    const refused = await write(update(hot.productId));
    expect(JSON.parse(refused.body.toString()).__type).toMatch(/#TransactionConflictException$/);
  });

  test('conflict without any other fault if only that is wanted', async () => {
    const { tally, write } = aDatabase({ isBad: false, hasConflicts: true });
    void write(transaction(take(hot.productId)));
    expect(codesOf(await write(transaction(take(hot.productId))))).toMatchObject({ codes: ['TransactionConflict'] });
    expect(tally.faults.get('DynamoDB conflict over the hot product')).toBe(1);
  });

  test('do not conflict before and after the faults', () => {
    const { write, written } = aDatabase({ isBad: false });
    void write(transaction(take(hot.productId)));
    void write(transaction(take(hot.productId)));
    expect(written).toHaveLength(2);
  });
});
