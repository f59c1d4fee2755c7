import { Skeleton } from '@radix-ui/themes';
import { Money } from '../../parts/money.tsx';
import type { Bill } from './priced-lines.ts';

/** What the cart costs, once that is known. */
export function Total({ of: bill }: { of: Bill }) {
  if (bill.kind === 'total') return <Money of={bill.total} />;
  return bill.kind === 'unknown' ? <Skeleton>$0.00</Skeleton> : '–';
}
