import type { OperatorOrder } from './types.ts';

type Counted = { status: string; orders: number; placedFrom: string; placedUntil: string };
export type Sum = { orders: number; statuses: Counted[]; refused: { orderId: string; why: string }[] };
export type Tally = ReturnType<typeof createTally>;

/** Counts orders by status, with the times at which the first and the last of them were placed. There may be millions. */
export function createTally() {
  const statuses = new Map<string, Counted>();
  const refused: Sum['refused'] = [];

  return {
    count({ status, placedAt }: Pick<OperatorOrder, 'status' | 'placedAt'>): void {
      const { orders, placedFrom, placedUntil } = statuses.get(status) ?? {
        orders: 0,
        placedFrom: placedAt,
        placedUntil: placedAt,
      };
      statuses.set(status, {
        ...{ status, orders: orders + 1 },
        placedFrom: placedAt < placedFrom ? placedAt : placedFrom,
        placedUntil: placedAt > placedUntil ? placedAt : placedUntil,
      });
    },

    keep: (orderId: string, why: string): void => void refused.push({ orderId, why }),

    sum(): Sum {
      const sorted = [...statuses.values()].sort((a, b) => (a.status < b.status ? -1 : 1));
      return { orders: sorted.reduce((sum, { orders }) => sum + orders, 0), statuses: sorted, refused };
    },
  };
}
