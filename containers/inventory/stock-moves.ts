import type { Shortage, StockLine } from '#events/inventory.ts';
import type { Reservation } from './domain.ts';

// Where the pieces of a reservation are counted while it is in a state.
const pools = {
  none: 'available',
  reserved: 'reserved',
  committed: 'committed',
  released: 'available',
  rejected: 'available',
} as const;
type Pool = (typeof pools)[keyof typeof pools];

/** Pieces of one product that go from one pool to another. */
export type StockMove = StockLine & { from: Pool; to: Pool };

/** What a change of a reservation moves; nothing when its pieces stay where they are counted. */
export function movesOf(before: Reservation, after: Reservation): StockMove[] {
  const [from, to] = [pools[before.status], pools[after.status]];
  return from === to || !('lines' in after) ? [] : after.lines.map((line) => ({ ...line, from, to }));
}

/**
 * The updates of all these moves, one for each product, because a transaction may name an item only once. Each holds only if
 * every pool has what is taken from it, whatever is put into it at the same time.
 */
export function stockUpdates(table: string, moves: readonly StockMove[]) {
  return Object.entries(Object.groupBy(moves, ({ productId }) => productId)).map(([productId, ofProduct = []]) => {
    const taken = sumBy(ofProduct, 'from');
    const change = new Map(sumBy(ofProduct, 'to'));
    for (const [pool, quantity] of taken) change.set(pool, (change.get(pool) ?? 0) - quantity);
    return {
      TableName: table,
      Key: { productId },
      UpdateExpression: `SET ${[...change.keys()].map((pool) => `#${pool} = #${pool} + :${pool}`).join(', ')}`,
      ConditionExpression: [...taken.keys()].map((pool) => `#${pool} >= :${pool}Taken`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries([...change.keys()].map((pool) => [`#${pool}`, pool])),
      ExpressionAttributeValues: Object.fromEntries([
        ...[...change].map(([pool, quantity]) => [`:${pool}`, quantity]),
        ...[...taken].map(([pool, quantity]) => [`:${pool}Taken`, quantity]),
      ]),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
  });
}

function sumBy(moves: readonly StockMove[], end: 'from' | 'to'): Map<Pool, number> {
  const sums = new Map<Pool, number>();
  for (const move of moves) sums.set(move[end], (sums.get(move[end]) ?? 0) + move.quantity);
  return sums;
}

/** What DynamoDB says became of one write of a transaction. */
type Reason = { Code?: string | undefined; Item?: Record<string, { N?: string | undefined }> | undefined };

/** Why one reservation is short, read off what became of its updates, which are in the order of its moves. */
export function shortagesIn(reasons: readonly Reason[], moves: readonly StockMove[]): Shortage[] {
  return moves.flatMap(({ productId, quantity }, index) => {
    const { Code, Item } = reasons[index] ?? {};
    const available = Number(Item?.available?.N ?? 0);
    return Code === 'ConditionalCheckFailed' ? [{ productId, requested: quantity, available }] : [];
  });
}
