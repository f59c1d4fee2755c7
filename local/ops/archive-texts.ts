import { textTable } from '../text-table.ts';
import type { Sum } from './archive-tally.ts';
import { secondOf } from './dead-letter-texts.ts';

type Summary = Sum & { applied: boolean; file: string };

export function archivedText(summary: Summary): string {
  const { orders, statuses, refused } = summary;
  const counts = [
    ['status', 'placed from', 'until', 'orders'],
    ...statuses.map((each) => [each.status, secondOf(each.placedFrom), secondOf(each.placedUntil), String(each.orders)]),
  ];
  const kept = [['kept', 'why'], ...refused.map(({ orderId, why }) => [orderId, why])];
  return [
    ...(orders > 0 ? [textTable(counts, { texts: 3 })] : []),
    ...(refused.length > 0 ? [textTable(kept, { texts: 2 })] : []),
    sumText(summary),
  ].join('\n\n');
}

function sumText({ applied, file, orders, refused }: Summary): string {
  if (!applied) return `${orders} would be archived; --apply --because '...' does it`;
  const archived = `${orders} archived, and saved in ${file}`;
  return refused.length > 0 ? `${archived}; ${refused.length} kept` : archived;
}
