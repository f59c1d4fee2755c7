import type { Decision, Order, Progress } from './domain.ts';
import type { OrderRow } from './schema.ts';

/** The columns that describe the order itself, not its announcements. */
export type Facts = Pick<OrderRow, 'customerId' | 'lines' | 'totalAmount' | 'currency' | 'paymentMethod' | 'shipTo'> &
  Pick<OrderRow, 'stock' | 'payment' | 'shipment'> &
  Decided;

type Decided = Pick<OrderRow, 'decision' | 'cancellationAnnounced'> & Partial<Pick<OrderRow, 'reason' | 'shortages'>>;

export function toOrder(row: Facts): Order {
  const { customerId, lines, currency, paymentMethod, shipTo } = row;
  const placement = { customerId, lines, total: { amount: row.totalAmount, currency }, paymentMethod, shipTo };
  return { placement, ...toProgress(row) };
}

export function toProgress(row: Pick<Facts, 'stock' | 'payment' | 'shipment'> & Decided): Progress {
  const { stock, payment, shipment } = row;
  return { stock, payment, shipment, decision: toDecision(row) };
}

function toDecision({ decision: kind, reason, shortages, cancellationAnnounced }: Decided): Decision {
  if (kind !== 'cancelled') return { kind };
  return { kind, reason: reason ?? 'CUSTOMER', announced: cancellationAnnounced, ...(shortages ? { shortages } : {}) };
}
