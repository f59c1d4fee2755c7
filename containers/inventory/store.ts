import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Cause } from '#events/envelope.ts';
import type { Shortage, StockLine } from '#events/inventory.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { advance, type Current, type Verdict } from '#shared/saga/versioned.ts';
import { type Reservation, reject, standsFor } from './domain.ts';
import type { ReservationItem } from './schema.ts';

export type ReservationStore = ReturnType<typeof createReservationStore>;
export type InventoryTables = { dynamo: DynamoDBDocumentClient; stockTable: string; reservationsTable: string };

/** The reservations in DynamoDB. A reservation and the stock it moves change in one transaction, or neither does. */
export function createReservationStore({ dynamo, stockTable, reservationsTable }: InventoryTables) {
  return {
    /** The reservation of the order that a cause is about; `none` when there is none yet. */
    async load(cause: Cause): Promise<Current<Reservation>> {
      const key = { orderId: cause.subject };
      const { Item } = await dynamo.send(new GetCommand({ TableName: reservationsTable, Key: key, ConsistentRead: true }));
      if (!Item) return { state: { status: 'none' }, version: 0, event: undefined, cause };
      const { state, version, event } = Item as ReservationItem;
      return { state, version, event, cause };
    },

    /**
     * Writes a verdict, or the rejection of what the stock does not allow.
     * @throws VersionConflictError when the reservation or a product was changed meanwhile: load and decide again
     */
    async commit(current: Current<Reservation>, verdict: Verdict<Reservation>): Promise<Current<Reservation>> {
      try {
        return await advance(current, verdict, { standsFor, write });
      } catch (error) {
        // Only a first reservation can be short. Pieces that are held already are there, and an undo cannot refuse.
        if (!(error instanceof ShortageError) || current.state.status !== 'none') throw error;
        return advance(current, reject(error.shortages), { standsFor, write });
      }
    },
  };

  async function write({ state, version, event, cause }: Current<Reservation>, previous: Reservation): Promise<void> {
    const item = { orderId: cause.subject, state, version, event };
    const first = version === 1;
    const put = {
      TableName: reservationsTable,
      Item: item,
      ConditionExpression: first ? 'attribute_not_exists(orderId)' : 'version = :before',
      ...(first ? {} : { ExpressionAttributeValues: { ':before': version - 1 } }),
    };
    const lines = linesMoved(previous, state);
    const moves = lines.map((line) => ({ Update: move(stockTable, line, pools[previous.status], pools[state.status]) }));
    await transact(dynamo, [{ Put: put }, ...moves], lines);
  }
}

// Where the pieces of a reservation are counted while it is in a state.
const pools = {
  none: 'available',
  reserved: 'reserved',
  committed: 'committed',
  released: 'available',
  rejected: 'available',
} as const;
type Pool = (typeof pools)[keyof typeof pools];

function linesMoved(previous: Reservation, next: Reservation): StockLine[] {
  if (pools[previous.status] === pools[next.status]) return [];
  return 'lines' in next ? next.lines : [];
}

function move(table: string, { productId, quantity }: StockLine, from: Pool, to: Pool) {
  return {
    TableName: table,
    Key: { productId },
    UpdateExpression: 'SET #from = #from - :quantity, #to = #to + :quantity',
    ConditionExpression: '#from >= :quantity',
    ExpressionAttributeNames: { '#from': from, '#to': to },
    ExpressionAttributeValues: { ':quantity': quantity },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** A product had fewer pieces than asked for. */
class ShortageError extends Error {
  override name = 'ShortageError';
  readonly shortages: Shortage[];
  constructor(shortages: Shortage[]) {
    super('not enough in stock');
    this.shortages = shortages;
  }
}

/**
 * Runs the transaction; `lines` belong to its writes from the second on. Only a product's own failed condition is a
 * shortage, and only when no write was refused for being busy: a conflict says nothing about the stock.
 */
async function transact(
  dynamo: DynamoDBDocumentClient,
  writes: TransactWriteCommandInput['TransactItems'],
  lines: StockLine[],
): Promise<void> {
  try {
    await dynamo.send(new TransactWriteCommand({ TransactItems: writes }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const [reservation, ...products] = error.CancellationReasons ?? [];
    const failed = (code: string | undefined) => code !== undefined && code !== 'None';
    const busy = [reservation, ...products].some((reason) => failed(reason?.Code) && reason?.Code !== 'ConditionalCheckFailed');
    if (busy) await pause(10 + 90 * Math.random());
    if (busy || failed(reservation?.Code))
      throw new VersionConflictError('the reservation or a product was changed meanwhile', { cause: error });
    const shortages = lines.flatMap(({ productId, quantity }, index) => {
      const { Code, Item } = products[index] ?? {};
      if (Code !== 'ConditionalCheckFailed') return [];
      return [{ productId, requested: quantity, available: Number(Item?.available?.N ?? 0) }];
    });
    throw shortages.length > 0 ? new ShortageError(shortages) : error;
  }
}
