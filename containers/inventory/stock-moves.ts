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

/** What a product had in each pool when a transaction was refused because of it, as DynamoDB tells; nothing of one that is not there. */
type Counted = Record<string, { N?: string | undefined }> | undefined;

/** What is to become of one of several changes when their transaction was refused: it is short, or goes in the next one, or later. */
export type Verdict = 'now' | 'later' | Shortage[];

/**
 * Judges changes whose transaction was refused because of some products. A change is short if it takes more of one than there was;
 * of the others, in their order, as many go together as there is stock for, and the rest wait until those are through.
 */
export function judge(changes: readonly (readonly StockMove[])[], refused: ReadonlyMap<string, Counted>): Verdict[] {
  const left = new Map<string, number>();
  return changes.map((moves): Verdict => {
    const takings = takingsOf(moves).filter(({ productId }) => refused.has(productId));
    const counted = ({ productId, pool }: Taking) => Number(refused.get(productId)?.[pool]?.N ?? 0);
    const short = takings.filter((taking) => taking.quantity > counted(taking));
    if (short.length > 0) return short.map((taking) => shortageOf(taking, refused.get(taking.productId)));
    const leftFor = (taking: Taking) => left.get(nameOf(taking)) ?? counted(taking);
    if (takings.some((taking) => taking.quantity > leftFor(taking))) return 'later';
    for (const taking of takings) left.set(nameOf(taking), leftFor(taking) - taking.quantity);
    return 'now';
  });
}

/** What is taken of a product from one of its pools. */
type Taking = StockLine & { pool: Pool };

const takingsOf = (moves: readonly StockMove[]): Taking[] =>
  Object.entries(Object.groupBy(moves, ({ productId }) => productId)).flatMap(([productId, ofProduct = []]) =>
    [...sumBy(ofProduct, 'from')].map(([pool, quantity]) => ({ productId, pool, quantity })),
  );

const nameOf = ({ productId, pool }: Taking): string => `${productId} ${pool}`;

const shortageOf = ({ productId, quantity }: Taking, counted: Counted): Shortage => ({
  productId,
  requested: quantity,
  available: Number(counted?.available?.N ?? 0),
});
