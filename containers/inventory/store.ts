import { setTimeout as delay } from 'node:timers/promises';
import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Shortage } from '#events/inventory.ts';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { StepImpossibleError } from '#shared/saga/task.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { backoff } from '#shared/timing/backoff.ts';
import type { Reservation } from './domain.ts';
import type { ReservationItem } from './schema.ts';
import { movesOf, type StockMove, shortagesIn, stockUpdates } from './stock-moves.ts';

export type ReservationStore = ReturnType<typeof createReservationStore>;
export type InventoryTables = { dynamo: DynamoDBDocumentClient; stockTable: string; reservationsTable: string };

type Change = { after: Versioned<Reservation>; moves: StockMove[] };

// Bounds of DynamoDB: what one read and one transaction may name.
const itemsMax = 100;

/** The reservations in DynamoDB. A reservation and the stock that it moves change in one transaction, or neither does. */
export function createReservationStore({ dynamo, stockTable, reservationsTable }: InventoryTables) {
  const load = createBatcher<string, Versioned<Reservation> | undefined>({
    call: async (orderIds) => {
      const Keys = [...new Set(orderIds)].map((orderId) => ({ orderId }));
      const found = await batchGet(dynamo, { [reservationsTable]: { Keys, ConsistentRead: true } });
      const items = new Map(found[reservationsTable]?.map((item) => [item.orderId, item as ReservationItem]));
      return orderIds.map((orderId) => items.get(orderId));
    },
    sizeMax: itemsMax,
  });

  // One transaction at a time, so that those of one replica never meet at a product that sells fast.
  const save = createBatcher<Change, undefined>({
    call: async (changes) => {
      await transact(changes);
      return changes.map(() => undefined);
    },
    bytesOf: ({ moves }) => 1 + moves.length,
    bytesMax: itemsMax,
    sizeMax: itemsMax,
    inFlightMax: 1,
    keyOf: ({ after }) => after.orderId,
    isOneEntrysFault: (error) => error instanceof VersionConflictError || error instanceof StepImpossibleError,
  });

  return {
    load,
    /** @throws VersionConflictError when the reservation or a product was changed meanwhile, StepImpossibleError with the shortages */
    save: (after: Versioned<Reservation>, { state }: Versioned<Reservation>): Promise<void> =>
      save({ after, moves: movesOf(state, after.state) }),
  };

  /** Writes all of the changes or none. While somebody else writes one of the items it waits for a moment and tries again. */
  async function transact(changes: readonly Change[]): Promise<void> {
    const moves = changes.flatMap((change) => change.moves);
    const TransactItems = [
      ...changes.map(({ after }) => ({ Put: putOf(reservationsTable, after) })),
      ...stockUpdates(stockTable, moves).map((Update) => ({ Update })),
    ];
    for (let attempt = 1; ; attempt++) {
      try {
        await dynamo.send(new TransactWriteCommand({ TransactItems }));
        return;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        if (!isBusy(reasons))
          throw meaningOf(error, reasons.slice(0, changes.length), shortagesIn(reasons.slice(changes.length), moves));
        if (attempt >= triesMax) throw new VersionConflictError('the items are busy', { cause: error });
        await delay(backoff({ attempt, ...pauses }));
      }
    }
  }
}

const triesMax = 4;
const pauses = { first: 20, max: 200, spread: 0.8 };

function putOf(TableName: string, { orderId, state, version, event }: Versioned<Reservation>) {
  // Every state that is stored has its event.
  const Item = { orderId, state, version, event };
  if (version === 1) return { TableName, Item, ConditionExpression: 'attribute_not_exists(orderId)' };
  const ConditionExpression = 'version = :before';
  return { TableName, Item, ConditionExpression, ExpressionAttributeValues: { ':before': version - 1 } };
}

/** Whether a write was refused for being busy. That says nothing of the stock, nor of any condition that failed beside it. */
const isBusy = (reasons: readonly CancellationReason[]): boolean =>
  reasons.some(({ Code = 'None' }) => Code !== 'None' && Code !== 'ConditionalCheckFailed');

/** What a cancelled transaction says: only a product's own failed condition is a shortage. */
function meaningOf(error: Error, ofReservations: readonly CancellationReason[], shortages: readonly Shortage[]): Error {
  if (ofReservations.some(({ Code = 'None' }) => Code !== 'None'))
    return new VersionConflictError('the reservation was changed meanwhile', { cause: error });
  return shortages.length > 0 ? new StepImpossibleError(shortages) : error;
}
