import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reservation } from '../../../../containers/inventory/domain.ts';
import { allocate, movesOf, type StockMove, stockUpdates } from '../../../../containers/inventory/stock-moves.ts';

const [lamp, chair] = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-000000000002'] as const;
const lines = [
  { productId: lamp, quantity: 2 },
  { productId: chair, quantity: 1 },
];
const states = {
  none: { status: 'none' },
  reserved: { status: 'reserved', lines },
  committed: { status: 'committed', lines },
  released: { status: 'released', lines },
  rejected: { status: 'rejected', shortages: [] },
} satisfies Record<string, Reservation>;

describe('a change of a reservation', () => {
  test.each([
    ['none', 'reserved', 'available', 'reserved'],
    ['reserved', 'committed', 'reserved', 'committed'],
    ['reserved', 'released', 'reserved', 'available'],
    ['committed', 'released', 'committed', 'available'],
    ['none', 'committed', 'available', 'committed'],
  ] as const)('from %s to %s moves its pieces from %s to %s', (before, after, from, to) => {
    expect(movesOf(states[before], states[after])).toEqual(lines.map((line) => ({ ...line, from, to })));
  });

  test.each([
    ['none', 'released'],
    ['none', 'rejected'],
    ['reserved', 'reserved'],
  ] as const)('from %s to %s moves nothing', (before, after) => {
    expect(movesOf(states[before], states[after])).toEqual([]);
  });
});

test('a commit does not move pieces that are not counted as reserved, and a later release moves all', () => {
  const committed: Reservation = { ...states.committed, uncommitted: lines.slice(0, 1) };
  expect(movesOf(states.reserved, committed)).toEqual([{ productId: chair, quantity: 1, from: 'reserved', to: 'committed' }]);
  expect(movesOf(committed, states.released)).toHaveLength(2);
});

const pools = ['available', 'reserved', 'committed'] as const;
type Stock = Record<(typeof pools)[number], number>;
type Update = ReturnType<typeof stockUpdates>[number];

/** The result of an update in DynamoDB, by its expressions; undefined when its condition does not hold. */
function updated(stock: Stock, update: Update): Stock | undefined {
  const worth = (term: string): number => {
    const known = term.startsWith(':') ? update.ExpressionAttributeValues[term] : stock[poolIn(term, update)];
    if (known === undefined) throw new Error(`${term} is not defined`);
    return known;
  };
  const holds = update.ConditionExpression.split(' AND ').every((condition) => {
    const [left = '', right = ''] = condition.split(' >= ');
    return worth(left) >= worth(right);
  });
  const changes = update.UpdateExpression.replace('SET ', '')
    .split(', ')
    .map((assignment) => {
      const [target = '', sum = ''] = assignment.split(' = ');
      const [left = '', right = ''] = sum.split(' + ');
      return [poolIn(target, update), worth(left) + worth(right)];
    });
  return holds ? { ...stock, ...Object.fromEntries(changes) } : undefined;
}

const poolIn = (name: string, { ExpressionAttributeNames }: Update) => ExpressionAttributeNames[name] as (typeof pools)[number];

/** The stock after a move, if there is enough to move. */
const moved = (stock: Stock, { from, to, quantity }: StockMove): Stock =>
  from === to ? stock : { ...stock, [from]: stock[from] - quantity, [to]: stock[to] + quantity };

const isShort = (stock: Stock) => Object.values(stock).some((pieces) => pieces < 0);

const quantity = fc.integer({ min: 1, max: 5 });
const aStock = fc.record({ available: fc.nat(12), reserved: fc.nat(12), committed: fc.nat(12) });
const ways = pools.flatMap((from) => pools.filter((to) => to !== from).map((to) => ({ from, to })));
const aMove = (productId: string): fc.Arbitrary<StockMove> =>
  fc.record({ quantity, way: fc.constantFrom(...ways) }).map(({ quantity, way }) => ({ productId, quantity, ...way }));
const ofOneProduct = fc.array(aMove(lamp), { minLength: 1, maxLength: 8 });

describe('the moves of one product, merged into one update', () => {
  test('have the same effect as one by one', () => {
    fc.assert(
      fc.property(aStock, ofOneProduct, (stock, moves) => {
        const [update, ...more] = stockUpdates('stock', moves);
        expect(more).toEqual([]);
        const after = update && updated(stock, update);
        if (after) expect(after).toEqual(moves.reduce(moved, stock));
      }),
    );
  });

  test('succeed only if they succeed one by one, in any order', () => {
    const shuffled = ofOneProduct.chain((moves) =>
      fc.tuple(fc.constant(moves), fc.shuffledSubarray(moves, { minLength: moves.length })),
    );
    fc.assert(
      fc.property(aStock, shuffled, (stock, [moves, order]) => {
        const [update] = stockUpdates('stock', moves);
        if (!update || !updated(stock, update)) return;
        let now = stock;
        for (const move of order) {
          now = moved(now, move);
          expect(isShort(now)).toBe(false);
        }
      }),
    );
  });

  test('succeed whenever every pool has all that is taken from it', () => {
    fc.assert(
      fc.property(aStock, ofOneProduct, (stock, moves) => {
        const taken = (pool: string) => moves.filter(({ from }) => from === pool).reduce((sum, move) => sum + move.quantity, 0);
        const [update] = stockUpdates('stock', moves);
        const isEnough = pools.every((pool) => stock[pool] >= taken(pool));
        expect(update && updated(stock, update) !== undefined).toBe(isEnough);
      }),
    );
  });
});

describe('the moves of several products', () => {
  test('are one update per product, because a transaction may contain an item only once', () => {
    const products = fc.array(fc.constantFrom(lamp, chair).chain(aMove), { maxLength: 8 });
    fc.assert(
      fc.property(products, (moves) => {
        const updates = stockUpdates('stock', moves);
        const named = updates.map(({ Key }) => Key.productId);
        expect(named).toEqual([...new Set(moves.map(({ productId }) => productId))]);
        for (const [index, productId] of named.entries()) {
          const alone = stockUpdates(
            'stock',
            moves.filter((move) => move.productId === productId),
          );
          expect([updates[index]]).toEqual(alone);
        }
      }),
    );
  });

  test('are empty when nothing moves', () => {
    expect(stockUpdates('stock', [])).toEqual([]);
  });

  test('become an update that takes what it checks', () => {
    const [update] = stockUpdates('stock', [{ productId: lamp, quantity: 2, from: 'available', to: 'reserved' }]);
    expect(update).toMatchObject({
      TableName: 'stock',
      Key: { productId: lamp },
      ConditionExpression: '#available >= :availableTaken',
      ExpressionAttributeValues: { ':reserved': 2, ':available': -2, ':availableTaken': 2 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });
});

describe('the changes of a refused transaction', () => {
  const takes = (quantity: number, productId: string = lamp): StockMove[] => [
    { productId, quantity, from: 'available', to: 'reserved' },
  ];
  const has = (available: number, productId: string = lamp) => [productId, { available: { N: String(available) } }] as const;
  const short = (requested: number, available: number, productId: string = lamp) => [{ productId, requested, available }];

  test('are short one by one: each that takes more than there was, by product', () => {
    expect(allocate([takes(2), takes(3)], new Map([has(2)]))).toEqual(['now', short(3, 2)]);
    expect(allocate([[...takes(2), ...takes(1, chair)]], new Map([has(1), has(0, chair)]))).toEqual([
      [...short(2, 1), ...short(1, 0, chair)],
    ]);
  });

  test('name a product once, however often it is in the lines', () => {
    expect(allocate([[...takes(2), ...takes(2)]], new Map([has(3)]))).toEqual([short(4, 3)]);
  });

  test('succeed in order as far as there is stock, and the others later', () => {
    expect(allocate([takes(2), takes(2), takes(1), takes(4)], new Map([has(4)]))).toEqual(['now', 'now', 'later', 'later']);
    expect(allocate([takes(2), takes(3), takes(1)], new Map([has(3)]))).toEqual(['now', 'later', 'now']);
  });

  test('are not short of a product that was not refused', () => {
    expect(allocate([takes(9, chair), takes(2)], new Map([has(1)]))).toEqual(['now', short(2, 1)]);
  });

  test('are short of a missing product', () => {
    expect(allocate([takes(1)], new Map([[lamp, undefined]]))).toEqual([short(1, 0)]);
  });

  test('are checked against the pool that they take from', () => {
    const release: StockMove[] = [{ productId: lamp, quantity: 2, from: 'reserved', to: 'available' }];
    const counted = { available: { N: '7' }, reserved: { N: '1' } };
    expect(allocate([release, takes(7)], new Map([[lamp, counted]]))).toEqual([short(2, 7), 'now']);
  });

  test('never starve: the first that is not short goes now, and those that go now fit together', () => {
    const changes = fc.array(fc.array(fc.constantFrom(lamp, chair).chain(aMove), { minLength: 1, maxLength: 3 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(aStock, changes, (stock, all) => {
        const item = Object.fromEntries(Object.entries(stock).map(([pool, pieces]) => [pool, { N: String(pieces) }]));
        const verdicts = allocate(all, new Map([lamp, chair].map((productId) => [productId, item])));
        expect(verdicts.find((verdict) => !Array.isArray(verdict)) ?? 'now').toBe('now');
        const together = all.filter((_, index) => verdicts[index] === 'now').flat();
        for (const update of stockUpdates('stock', together)) expect(updated(stock, update)).toBeDefined();
      }),
    );
  });
});
