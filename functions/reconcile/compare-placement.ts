import { unknownCurrency } from '#events/unknown-order.ts';
import type { OrderEntry, Participants } from './entries.ts';
import type { Finding } from './finding.ts';

type Line = OrderEntry['lines'][number];

/**
 * Compares what an order is about with what its payment and its reservation are about. None of it ever changes, so a difference is a
 * drift at any time, in flight or not. A payment without an amount has not heard of the order yet, a reservation without lines holds nothing,
 * and the total of an adopted order is unknown.
 */
export function comparePlacement(order: OrderEntry, { payment, reservation }: Participants): Finding[] {
  const { orderId, total, lines } = order;
  if (total.currency === unknownCurrency) return [];
  const find = (kind: Finding['kind'], detail: string): Finding => {
    return { kind, about: orderId, orderId, detail, repair: 'by-hand' };
  };
  const findings: Finding[] = [];
  const { amount, currency } = payment ?? {};
  if (amount !== undefined && (amount !== total.amount || currency !== total.currency))
    findings.push(find('amount-differs', `Its total is ${total.amount} ${total.currency}; its payment is ${amount} ${currency}`));
  const held = reservation?.lines ?? [];
  if (held.length > 0 && piecesIn(held) !== piecesIn(lines))
    findings.push(find('lines-differ', `Its lines are ${piecesIn(lines)}; its reservation has ${piecesIn(held)}`));
  return findings;
}

/** The pieces of each product, sorted by its id: a product may be in several lines. */
function piecesIn(lines: readonly Line[]): string {
  const pieces = new Map<string, number>();
  for (const { productId, quantity } of lines) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  const sorted = [...pieces].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([productId, quantity]) => `${quantity} of ${productId}`).join(', ');
}
