import type { Counts, Dossier, OperatorOrder, Participants, Queues } from '../../../../local/ops/types.ts';
import type { Answers } from './transcript.ts';

const operatorId = '01a22576-7964-755d-b322-41b6c1286dc9';
const total = { amount: 2599, currency: 'USD' };

/** As an operator's list has it; placed at a time of 29 November 2026. */
function anOrder(orderId: string, placed: string, other: Partial<OperatorOrder>): OperatorOrder {
  return {
    ...{ orderId, status: 'CONFIRMED', settled: false, lines: [], total, waitingFor: [], announcedAgain: 0 },
    ...{ placedAt: `2026-11-29T${placed}.046Z`, deadline: '2026-11-29T04:19:46.046Z' },
    ...{ customerId: '01a22576-7931-71c8-8efe-d11a9af92298', overdue: false },
    ...{ stock: 'none', payment: 'none', shipment: 'none', ...other },
  };
}

export function aDossier(orderId: string, other: Partial<Dossier>): Dossier {
  const { waitingFor: _, ...order } = anOrder(orderId, '04:04:46', {});
  const known = { correlationId: 'c', traceId: 't', owed: [], events: [], actions: [], deadLetters: [] };
  return { ...order, ...known, ...other };
}

/** The answers to every command about this order; a participant without a record does not answer. */
export function about(order: Dossier, { reservation, payment, shipment }: Participants = {}): Answers {
  const acts = ['nudge', 'park', 'resume'].map((action) => [`POST /v1/ops/orders/{id}/${action}`, order] as const);
  return {
    ...Object.fromEntries(acts),
    'GET /v1/ops/orders': { items: [order] },
    'GET /v1/ops/orders/{id}': order,
    'GET /v1/inventory/reservations': { items: reservation ? [reservation] : [] },
    'GET /v1/billing/payments/{id}': payment ?? 503,
    'GET /v1/shipping/shipments/{id}': shipment ?? 503,
    'POST /v1/billing/payments/{id}/resolve': payment ?? 503,
    'POST /v1/shipping/shipments/{id}/resolve': shipment ?? 503,
  };
}

export const acted = <Action extends string>(action: Action, time: string, reason: string) => ({
  ...{ action, reason, operatorId },
  at: `2026-11-29T${time}.000Z`,
});

export const counts: Counts = {
  from: '2026-11-28T04:06:00.000Z',
  counts: [
    { status: 'CANCELLING', orders: 2, overdue: 2 },
    { status: 'CONFIRMED', orders: 3, overdue: 1 },
    { status: 'STOCK_RESERVED', orders: 1, overdue: 0 },
  ],
};

const empty = (queue: string) => ({ queue, waiting: 0, inFlight: 0 });
const since = (orderId: string, time: string) => ({ orderId, since: `2026-11-29T${time}.000Z` });

export const queues: Queues = {
  queues: [
    ...['orders', 'inventory'].map(empty),
    {
      ...{ queue: 'billing', waiting: 2, inFlight: 3, oldestMessageSeconds: 140 },
      oldestWaiting: since('01a22579-028c-74cd-8da1-178dcd027f23', '04:03:38'),
    },
    {
      ...{ queue: 'shipping', waiting: 0, inFlight: 2, oldestMessageSeconds: 95 },
      oldestWaiting: since('01a22578-ea1b-71ff-9aea-721be70259e7', '04:03:32'),
    },
    ...['timeline', 'media'].map(empty),
  ],
};

export const overdue = [
  anOrder('01a22579-b47d-77cb-bd2e-d7538f91b02e', '04:04:22', {
    ...{ status: 'CANCELLING', reason: 'CUSTOMER', overdue: true },
    waitingFor: [
      { service: 'billing', event: 'PaymentVoided' },
      { service: 'shipping', event: 'ShipmentCancelled' },
    ],
  }),
  anOrder('01a22579-028c-74cd-8da1-178dcd027f23', '04:03:37', {
    ...{ overdue: true, waitingFor: [{ service: 'billing', event: 'PaymentCaptured' }] },
  }),
  anOrder('01a22578-ea1b-71ff-9aea-721be70259e7', '04:03:30', {
    ...{ status: 'CANCELLING', reason: 'CAPTURE_FAILED', overdue: true },
    waitingFor: [{ service: 'shipping', event: 'ShipmentCancelled' }],
  }),
];

const archivedAt = '2026-11-29T04:00:00.000Z';
const placedAt = (second: number) => ({ placedAt: `2026-11-28T17:29:${second}.000Z`, settled: true });
export const old = [
  anOrder('01a22334-e259-75a9-ab35-80f7975bb7ba', '', { ...placedAt(58), status: 'SHIPPED' }),
  anOrder('01a22334-df7e-7398-892a-4dcfb4b2e63a', '', {
    ...{ ...placedAt(57), status: 'CANCELLED', reason: 'PAYMENT_DECLINED' },
  }),
  anOrder('01a22334-d8f2-7a06-9f3b-5a4f6a1d3e21', '', { ...placedAt(54), status: 'CANCELLED', reason: 'CUSTOMER' }),
  anOrder('01a22334-d55c-7ce8-b7a1-0c9d2e4f5a66', '', { ...placedAt(54), status: 'SHIPPED' }),
  anOrder('01a22334-d011-7b3f-8d2c-7e1f0a9b8c43', '', { ...placedAt(53), status: 'SHIPPED' }),
];
export const archived = old.map((order) => ({ ...order, archivedAt }));
