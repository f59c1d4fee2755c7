import { textTable } from '../text-table.ts';
import { secondOf } from './dead-letter-texts.ts';
import type { OperatorOrder } from './types.ts';

/** What was archived, and what had to be kept. */
export type Archived = { orders: OperatorOrder[]; refused: { orderId: string; why: string }[] };

type Sum = { orders: number; statuses: { status: string; orders: number; placedFrom: string; placedUntil: string }[] };
type Summary = Sum & Pick<Archived, 'refused'> & { applied: boolean; file: string };

/** How many orders there are of each status, and when the first and the last of them were placed. */
export function sumOf(orders: readonly Pick<OperatorOrder, 'status' | 'placedAt'>[]): Sum {
  const statuses = Object.entries(Object.groupBy(orders, ({ status }) => status)).map(([status, some = []]) => {
    const times = some.map(({ placedAt }) => placedAt).sort();
    return { status, orders: some.length, placedFrom: times[0] ?? '', placedUntil: times.at(-1) ?? '' };
  });
  return { orders: orders.length, statuses: statuses.sort((a, b) => (a.status < b.status ? -1 : 1)) };
}

export function archivedText({ applied, file, orders, statuses, refused }: Summary): string {
  const counts = [
    ['status', 'placed from', 'until', 'orders'],
    ...statuses.map((each) => [each.status, secondOf(each.placedFrom), secondOf(each.placedUntil), String(each.orders)]),
  ];
  const kept = [['kept', 'why'], ...refused.map(({ orderId, why }) => [orderId, why])];
  return [
    ...(orders > 0 ? [textTable(counts, { texts: 3 })] : []),
    ...(refused.length > 0 ? [textTable(kept, { texts: 2 })] : []),
    sumText({ applied, file, orders, refused }),
  ].join('\n\n');
}

function sumText({ applied, file, orders, refused }: Omit<Summary, 'statuses'>): string {
  if (!applied) return `${orders} would be archived; --apply --because '...' does it`;
  const archived = `${orders} archived, and saved in ${file}`;
  return refused.length > 0 ? `${archived}; ${refused.length} kept` : archived;
}
