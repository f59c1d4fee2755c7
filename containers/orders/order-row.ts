import type { Decision, Order } from './domain.ts';
import type { OrderRow } from './schema.ts';

/** The columns that describe the order itself, not its announcements. */
export type Facts = Pick<
  OrderRow,
  'customerId' | 'lines' | 'totalAmount' | 'currency' | 'paymentMethod' | 'shipTo' | 'stock' | 'payment' | 'shipment' | 'decision'
> &
  Pick<OrderRow, 'reason' | 'shortages' | 'cancellationAnnounced'>;

export function toOrder(row: Facts): Order {
  const { customerId, lines, currency, paymentMethod, shipTo, stock, payment, shipment } = row;
  const placement = { customerId, lines, total: { amount: row.totalAmount, currency }, paymentMethod, shipTo };
  return { placement, stock, payment, shipment, decision: toDecision(row) };
}

function toDecision({ decision: kind, reason, shortages, cancellationAnnounced }: Facts): Decision {
  if (kind !== 'cancelled') return { kind };
  return { kind, reason: reason ?? 'CUSTOMER', announced: cancellationAnnounced, ...(shortages ? { shortages } : {}) };
}
