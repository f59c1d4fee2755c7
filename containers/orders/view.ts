import { z } from '@hono/zod-openapi';
import { money } from '#events/money.ts';
import { type Address, address, cancelReason } from '#events/orders.ts';
import { isSettled, type Order, steps } from './domain.ts';
import { toOrder } from './order-row.ts';
import type { OrderRow } from './schema.ts';
import { waitingFor } from './waiting-for.ts';

export const orderStatus = z.enum([
  'PLACED',
  'STOCK_RESERVED',
  'PAYMENT_AUTHORIZED',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLING',
  'CANCELLED',
]);
const line = z.object({ productId: z.uuid(), name: z.string(), quantity: z.int(), unitPrice: money });
const shortage = z.object({ productId: z.uuid(), requested: z.int(), available: z.int() });

/** An order as its customer sees it. */
export const orderView = z
  .object({
    orderId: z.uuid(),
    status: orderStatus,
    settled: z.boolean().meta({ description: 'No more stock or money will move' }),
    reason: cancelReason.optional(),
    reasonDetail: z.object({ lines: z.array(shortage) }).optional(),
    lines: z.array(line),
    total: money,
    shipTo: address.optional(),
    placedAt: z.iso.datetime(),
    deadline: z.iso.datetime().meta({ description: 'An order not confirmed by then is cancelled' }),
    waitingFor: z
      .array(z.object({ service: z.string(), event: z.string() }))
      .meta({ description: 'Which service owes which event' }),
    archivedAt: z.iso.datetime().optional().meta({
      description: 'When the order was archived: from then on it has no `shipTo`, no `reasonDetail` and an empty timeline',
    }),
  })
  .meta({
    id: 'Order',
    example: {
      orderId: '01a2009f-0c90-7c9e-b880-46e95d71d928',
      status: 'STOCK_RESERVED',
      settled: false,
      lines: [
        {
          productId: '01990000-0000-7000-8000-000000000002',
          name: 'Mouse',
          quantity: 1,
          unitPrice: { amount: 2599, currency: 'USD' },
        },
      ],
      total: { amount: 2599, currency: 'USD' },
      shipTo: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' },
      placedAt: '2026-11-21T12:00:00.000Z',
      deadline: '2026-11-21T12:05:00.000Z',
      waitingFor: [{ service: 'billing', event: 'PaymentAuthorized' }],
    },
  });

export type OrderStatus = z.infer<typeof orderStatus>;
export type OrderView = z.infer<typeof orderView>;

export function viewOf(row: OrderRow): OrderView {
  const order = toOrder(row);
  const cancelled = order.decision.kind === 'cancelled' ? order.decision : undefined;
  return {
    orderId: row.orderId,
    status: statusOf(order),
    settled: isSettled(order),
    ...(cancelled ? { reason: cancelled.reason } : {}),
    ...(cancelled?.shortages ? { reasonDetail: { lines: cancelled.shortages } } : {}),
    // Lists the members explicitly, because `jsonb` does not keep the order of keys and every answer should have the same order.
    lines: order.placement.lines.map(({ productId, name, quantity, unitPrice }) => ({
      ...{ productId, name, quantity },
      unitPrice: { amount: unitPrice.amount, currency: unitPrice.currency },
    })),
    total: order.placement.total,
    ...(row.archivedAt ? {} : { shipTo: addressOf(order.placement.shipTo) }),
    placedAt: row.placedAt.toISOString(),
    deadline: row.deadline.toISOString(),
    waitingFor: waitingFor(order),
    ...(row.archivedAt ? { archivedAt: row.archivedAt.toISOString() } : {}),
  };
}

const addressOf = ({ name, line1, line2, city, region, postalCode, country, phone }: Address): Address => ({
  name,
  line1,
  line2,
  city,
  region,
  postalCode,
  country,
  phone,
});

/**
 * The response to placing the order. It is built only from what never changes, so repeats of the request get the same response; once
 * the order is archived, without the address.
 */
export function viewAtPlacement(row: OrderRow): OrderView {
  const { stock, payment, shipment } = steps.placeOrder(toOrder(row).placement);
  return viewOf({ ...row, stock, payment, shipment, decision: 'open', reason: null, shortages: null });
}

/** The status that customers and operators see. */
export function statusOf(order: Order): OrderStatus {
  switch (order.decision.kind) {
    case 'cancelled':
      return isSettled(order) ? 'CANCELLED' : 'CANCELLING';
    case 'confirmed':
      if (order.shipment === 'delivered') return 'DELIVERED';
      return order.shipment === 'dispatched' ? 'SHIPPED' : 'CONFIRMED';
    case 'open':
      if (order.payment === 'authorized') return 'PAYMENT_AUTHORIZED';
      return order.stock === 'reserved' ? 'STOCK_RESERVED' : 'PLACED';
    default:
      return order.decision satisfies never;
  }
}
