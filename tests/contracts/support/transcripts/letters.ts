import { shownBody } from '../../../../containers/orders/ops/dead-letters/shown.ts';
import { viewOf } from '../../../../containers/orders/ops/dead-letters/view.ts';
import type { DeadLetterDossier, DeadLetterView, Redriven } from '../../../../local/ops/types.ts';
import { aDeadLetter } from '../../../support/a-dead-letter.ts';
import { read } from '../pages.ts';
import { acted } from './orders.ts';

export const stuckId = '01a2257a-0f64-7609-b117-9b6420dd5194';

function aLetter(deadLetterId: string, ageSeconds: number, other: Partial<DeadLetterView>): DeadLetterView {
  const sentAt = '2026-11-29T04:04:49.000Z';
  return { ...viewOf(aDeadLetter({ deadLetterId, recordedAt: sentAt, sentAt, ...other }), new Date()), ageSeconds };
}

export const givenUp = (deadLetterId: string, ageSeconds: number, other: Partial<DeadLetterView>) =>
  aLetter(deadLetterId, ageSeconds, {
    ...{ queue: 'billing', type: 'OrderCancelled', reason: 'given up: the intent cannot be read', ...other },
  });

const tooFew = {
  queue: 'shipping',
  type: 'OrderPlaced',
  orderId: stuckId,
  reason: 'not a valid OrderPlaced: too_small at data.lines',
};
const unknown = { queue: 'shipping', type: 'OrderGiftWrapped', orderId: stuckId, reason: 'unknown type' };

/** The three letters of the stuck order, so many seconds old. */
export const ofStuckOrder = (ageSeconds: number): DeadLetterView[] => [
  aLetter('ca13da26-66f1-54d7-a992-393f8591775e', ageSeconds, tooFew),
  aLetter('0c094ec7-9e33-5f7f-ac92-91abc00b695f', ageSeconds, unknown),
  aLetter('07406b41-d67b-535b-85ca-ba9d3e8af5ed', ageSeconds, {
    ...{ queue: 'inventory', type: 'OrderPlaced', orderId: stuckId, copies: 2, lastCopyAt: '2026-11-29T04:04:49.500Z' },
    reason: 'not a valid OrderPlaced: invalid_type at data.total',
  }),
];

export const open = [
  givenUp('1c21b023-4b4e-5f87-9541-488c639d47c9', 58, { orderId: '01a22579-b47d-77cb-bd2e-d7538f91b02e', receives: 2 }),
  aLetter('e3241ddd-8f2f-5c66-8601-d2ab1f4b0acc', 200, { queue: 'orders' }),
  ...ofStuckOrder(200),
];

const again = { redrives: 1 };
export const parkedAgain = [
  aLetter('f0da00fa-f1a8-58d7-a0c6-1411628f7e20', 250, { ...unknown, ...again }),
  aLetter('963803b6-5cee-5f4c-b50d-7d2aaea04ba1', 250, { ...tooFew, ...again }),
];

const [, , withoutTotal] = ofStuckOrder(250) as [DeadLetterView, DeadLetterView, DeadLetterView];
const placed = JSON.parse(read('events/samples/OrderPlaced.v1.json'));
const body = JSON.stringify({ ...placed, subject: stuckId, data: { ...placed.data, total: 'free' } });

export const dropped: DeadLetterView = { ...withoutTotal, state: 'dropped' };

export const hidden: DeadLetterDossier = {
  ...{ ...withoutTotal, eventId: placed.id, trace: placed.traceparent, bytes: Buffer.byteLength(body) },
  ...{ body: shownBody(body), attributes: {}, personalDataShown: false, actions: [] },
};

export const revealed: DeadLetterDossier = {
  ...{ ...hidden, body, personalDataShown: true },
  actions: [{ ...acted('reveal', '04:09:07', 'the customer has called') }],
};

export const redriven = (outcome: Redriven['outcome']): { items: Redriven[] } => ({
  items: ofStuckOrder(200)
    .filter(({ queue }) => queue === 'shipping')
    .map((letter) => ({ ...letter, outcome })),
});
