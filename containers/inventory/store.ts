import { createBatcher } from '#shared/concurrency/batcher.ts';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { type Change, createSaveTogether, type InventoryTables, itemsMax } from './batch-store.ts';
import type { Reservation } from './domain.ts';
import type { ReservationItem } from './schema.ts';
import { movesOf } from './stock-moves.ts';

export type ReservationStore = ReturnType<typeof createReservationStore>;

/** Stores reservations in DynamoDB. A reservation and its stock change in one transaction. */
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

  // One transaction at a time, so that a replica never conflicts with itself on a fast-selling product.
  const save = createBatcher<Change, undefined>({
    call: createSaveTogether({ dynamo, stockTable, reservationsTable }),
    bytesOf: ({ moves }) => 1 + moves.length,
    bytesMax: itemsMax,
    sizeMax: itemsMax,
    inFlightMax: 1,
    keyOf: ({ after }) => after.orderId,
  });

  return {
    load,
    /** @throws VersionConflictError if the reservation or a product was changed meanwhile; StepImpossibleError with the shortages */
    save: (after: Versioned<Reservation>, { state }: Versioned<Reservation>): Promise<void> =>
      save({ after, moves: movesOf(state, after.state) }),
  };
}
