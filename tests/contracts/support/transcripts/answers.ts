import type { AccountView } from '../../../../containers/auth/account-routes.ts';
import { dropped, givenUp, hidden, ofStuckOrder, open, parkedAgain, redriven, revealed, stuckId } from './letters.ts';
import { about, acted, aDossier, archived, counts, old, overdue, queues } from './orders.ts';
import { afterRestore, agreed, oneStuck, repaired } from './reconciliations.ts';
import type { Answers } from './transcript.ts';

const event = (type: string, source: string, time: string) => ({ id: stuckId, type, source, time: `2026-11-29T${time}Z` });

const stuck = aDossier(stuckId, {
  ...{ status: 'STOCK_RESERVED', stock: 'reserved', announcedAgain: 4, announcedNext: '2026-11-29T04:06:38.000Z' },
  owed: [{ service: 'billing', event: 'PaymentAuthorized', since: '2026-11-29T04:04:46.063Z' }],
  events: [event('OrderPlaced', '/orders', '04:04:46.063'), event('StockReserved', '/inventory', '04:04:46.101')],
  deadLetters: ofStuckOrder(110),
});
const nudged = aDossier(stuckId, {
  ...{ status: 'STOCK_RESERVED', announcedAgain: 6, announcedNext: '2026-11-29T04:07:29.000Z' },
  actions: [acted('nudge', '04:06:54', 'billing has been restarted')],
});

const uncapturedId = '01a22579-028c-74cd-8da1-178dcd027f23';
const park = acted('park', '04:10:10', 'the intent is missing at Stripe, we have asked them');
const parked = aDossier(uncapturedId, { parkedAt: park.at, actions: [park] });
const resumed = aDossier(uncapturedId, {
  ...{ overdue: true, announcedAgain: 14, announcedNext: '2026-11-29T04:10:17.000Z' },
  actions: [acted('resume', '04:10:17', 'Stripe has restored it'), park],
});

const undoneId = '01a2257f-c995-772d-832b-dbc0723dccf6';
const released = { orderId: undoneId, step: 'released' as const, lines: [] };
const cancelled = { orderId: undoneId, status: 'cancelled' as const };
const trouble = {
  ...{ of: 'undo' as const, tries: 15, since: '2026-11-29T04:12:22.000Z', reason: 'the intent cannot be read', givenUp: true },
};
const notVoided = about(
  aDossier(undoneId, {
    ...{ status: 'CANCELLING', reason: 'CUSTOMER', overdue: true },
    ...{ stock: 'released', payment: 'authorized', shipment: 'cancelled' },
    deadLetters: [givenUp('869d634f-7061-5f3c-ab14-d00ebe8ced88', 70, { copies: 1 })],
  }),
  { reservation: released, payment: { orderId: undoneId, status: 'authorized', trouble }, shipment: cancelled },
);
const voided = about(
  aDossier(undoneId, {
    ...{ status: 'CANCELLED', reason: 'CUSTOMER', settled: true },
    ...{ stock: 'released', payment: 'voided', shipment: 'cancelled' },
  }),
  { reservation: released, payment: { orderId: undoneId, status: 'voided' }, shipment: cancelled },
);
const { operatorId, at, reason } = acted('resolve', '04:15:00', 'cancelled by phone, says the carrier');
const settled = about(
  aDossier('01a22580-064d-739d-b89f-d50f2b805373', {
    ...{ status: 'CANCELLED', reason: 'CAPTURE_FAILED', settled: true },
    ...{ stock: 'released', payment: 'failed', shipment: 'cancelled' },
  }),
  {
    ...{ reservation: released, payment: { orderId: undoneId, status: 'failed' } },
    shipment: { ...cancelled, resolution: { decision: 'settle', operatorId, at, reason } },
  },
);

const account: AccountView = {
  ...{ userId: '01a22576-7931-71c8-8efe-d11a9af92298', email: 'customer@example.com', roles: ['customer'] },
  ...{ registeredAt: '2026-11-29T04:00:51.000Z', actions: [] },
};
const adminId = '01a22576-7977-7720-953c-686155370734';
const disabled = { action: 'disable' as const, at: '2026-11-29T04:10:45.000Z', adminId, reason: 'the password was stolen' };
const enabled = { action: 'enable' as const, at: '2026-11-29T04:10:50.000Z', adminId, reason: 'the owner has called' };
const accounts: Answers = {
  'POST /v1/auth/users/search': { userId: account.userId, items: [account] },
  'POST /v1/auth/users/{id}/disable': { ...account, disabledAt: disabled.at, actions: [disabled] },
  'POST /v1/auth/users/{id}/enable': { ...account, actions: [disabled, enabled] },
};

const [dossierOfOld] = old.map(({ orderId }) => aDossier(orderId, { settled: true }));
const archival: Answers = {
  'GET /v1/ops/orders': { items: old },
  'GET /v1/ops/orders/{id}': { ...dossierOfOld },
  'GET /v1/orders/{id}': { shipTo: { name: 'Ada Lovelace' } },
  'GET /v1/orders/{id}/timeline': { events: [] },
  'POST /v1/ops/orders/{id}/archive': {},
};

const report = (run: object): Answers => ({ 'GET /v1/ops/reconciliations/{id}': run });

/** What the API answers to each command that a page shows with what it printed, by the beginning of the command. */
export const answersTo: [beginning: string, answers: Answers][] = [
  ['counts', { 'GET /v1/ops/order-counts': counts }],
  ['queues', { 'GET /v1/ops/queues': queues }],
  ['orders --overdue', { 'GET /v1/ops/orders': { items: overdue } }],
  ['orders --customer', { ...accounts, 'GET /v1/ops/orders': { items: overdue.slice(0, 1) } }],
  ['orders --archived', { 'GET /v1/ops/orders': { items: archived } }],
  [
    'order 01a2257a',
    about(stuck, {
      reservation: { orderId: stuckId, step: 'reserved', lines: [{ productId: stuckId, quantity: 1 }] },
      shipment: { orderId: stuckId, status: 'pending' },
    }),
  ],
  ['order 01a2257f', notVoided],
  ['nudge', about(nudged)],
  ['park', about(parked)],
  ['resume', about(resumed)],
  ['resolve-payment', voided],
  ['resolve-shipment', settled],
  ['account', accounts],
  ['disable-account', accounts],
  ['enable-account', accounts],
  ['dead-letters --queue shipping', { 'GET /v1/ops/dead-letters': { items: parkedAgain } }],
  ['dead-letters', { 'GET /v1/ops/dead-letters': { items: open } }],
  ['show-dead-letter 07406b41-d67b-535b-85ca-ba9d3e8af5ed --personal', { 'POST /v1/ops/dead-letters/{id}/reveal': revealed }],
  ['show-dead-letter', { 'GET /v1/ops/dead-letters/{id}': hidden }],
  ['redrive --queue shipping --dry-run', { 'POST /v1/ops/dead-letters/redrive': redriven('would be redriven') }],
  ['redrive', { 'POST /v1/ops/dead-letters/redrive': redriven('redriven') }],
  ['drop', { 'POST /v1/ops/dead-letters/{id}/drop': dropped }],
  ['archive', archival],
  ['reconciliations', { 'GET /v1/ops/reconciliations': { items: [oneStuck] } }],
  ['reconciliation ', report(oneStuck)],
  ['reconcile', report(afterRestore)],
];

/** The three comparisons after a restore, in the order of the page. */
export const comparisons: readonly Answers[] = [afterRestore, repaired, agreed].map(report);
