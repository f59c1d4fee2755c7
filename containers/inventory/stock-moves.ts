import type { Shortage, StockLine } from '#events/inventory.ts';
import type { Reservation } from './domain.ts';

// The pool in which a reservation's pieces are counted, by status.
const pools = {
  none: 'available',
  reserved: 'reserved',
  committed: 'committed',
  released: 'available',
  rejected: 'available',
} as const;
type Pool = (typeof pools)[keyof typeof pools];

/** Pieces of one product that move from one pool to another. */
export type StockMove = StockLine & { from: Pool; to: Pool };

/** The stock moves of a reservation's change; none if its pieces stay in the same pool, or are not counted there. */
export function movesOf(before: Reservation, after: Reservation): StockMove[] {
  const [from, to] = [pools[before.status], pools[after.status]];
  if (from === to || !('lines' in after)) return [];
  const left = ('uncommitted' in after && after.uncommitted) || [];
  const isLeft = ({ productId }: StockLine) => left.some((line) => line.productId === productId);
  return after.lines.filter((line) => !isLeft(line)).map((line) => ({ ...line, from, to }));
}

/**
 * The updates for these moves: one per product, because a transaction may contain an item only once. Each requires that every pool
 * already has what is taken from it; what is added in the same update does not count.
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

/** A product's pools when it caused a transaction to fail, as DynamoDB returns them; undefined if the product has no stock row. */
type Counted = Record<string, { N?: string | undefined }> | undefined;

/** What to do with a change after its transaction failed: include it in the next one, retry it later, or refuse it as short. */
export type Verdict = 'now' | 'later' | Shortage[];

/**
 * Allocates stock to changes whose transaction failed because of the `refused` products. A change is short if it alone takes more
 * than there was. Of the others, in order, as many as the stock allows go into the next transaction; the rest wait for a later one.
 */
export function allocate(changes: readonly (readonly StockMove[])[], refused: ReadonlyMap<string, Counted>): Verdict[] {
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

/** A quantity taken from one pool of a product. */
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
