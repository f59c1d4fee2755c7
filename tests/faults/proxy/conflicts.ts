import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableDefinition } from '../../../local/resources/dynamodb.ts';
import type { Pass, WireAnswer, WireCall } from '../../../local/wire-proxy.ts';
import { hot } from '../schedule.ts';
import type { Trouble } from '../weather.ts';
import { cancelled, conflict, reasonsFor, refused } from './dynamodb.ts';

/** The emulator has carried out a transaction at once, and DynamoDB needs a few milliseconds. */
const transactionMilliseconds = 15;

/**
 * Refuses a write to an item that a transaction is changing at that moment, as DynamoDB does and the emulator does not. Nothing is
 * left to chance: a write is refused when it really meets another one.
 */
export function createConflicts({ weather, tally }: Trouble) {
  const held = new Set<string>();

  return ({ backend, body }: Pick<WireCall, 'backend' | 'body'>, operation: string, pass: Pass): Pass => {
    if (backend !== 'dynamodb' || !/^(TransactWriteItems|(Put|Update|Delete)Item)$/.test(operation)) return pass;
    return async () => {
      if (!weather.isBad && !weather.hasConflicts) return pass();
      const isTransaction = operation === 'TransactWriteItems';
      const items = itemsOf(JSON.parse(body.toString()), isTransaction);
      const met = items.filter((item) => held.has(item));
      if (met.length > 0) {
        tally.count('DynamoDB conflict of two writes');
        if (met.includes(hotItem)) tally.count('DynamoDB conflict over the hot product');
        return isTransaction ? cancelledAt(body, (index) => held.has(items[index] ?? '')) : refused(...alone);
      }
      return isTransaction ? hold(items, pass) : pass();
    };
  };

  async function hold(items: readonly string[], pass: Pass): Promise<WireAnswer> {
    for (const item of items) held.add(item);
    try {
      const answer = await pass();
      await sleep(transactionMilliseconds);
      return answer;
    } finally {
      for (const item of items) held.delete(item);
    }
  }
}

const alone = ['TransactionConflictException', { message: 'Transaction is ongoing for the item' }] as const;

const cancelledAt = (body: Buffer, isMet: (index: number) => boolean): WireAnswer =>
  cancelled(reasonsFor(body).map((reason, index) => (isMet(index) ? conflict : reason)));

type Write = { TableName: string; Key?: Record<string, unknown>; Item?: Record<string, unknown> };

/** The items that a call writes or checks, in its order. */
function itemsOf(request: Write | { TransactItems: Record<string, Write>[] }, isTransaction: boolean): string[] {
  const writes = isTransaction
    ? (request as { TransactItems: Record<string, Write>[] }).TransactItems.flatMap((item) => Object.values(item))
    : [request as Write];
  return writes.map(({ TableName, Key, Item }) => {
    const { partitionKey = '', sortKey = '' } = tables.find(({ name }) => name === TableName) ?? {};
    return itemName(
      TableName,
      [partitionKey, sortKey].map((name) => (Key ?? Item)?.[name]),
    );
  });
}

const itemName = (table: string, key: readonly unknown[]): string => JSON.stringify([table, ...key]);

const tables = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'infra', 'tables.json'), 'utf8'),
) as TableDefinition[];

const hotItem = itemName('stock', [{ S: hot.productId }, undefined]);
