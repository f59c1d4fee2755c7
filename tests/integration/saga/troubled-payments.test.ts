import { expect, test } from '@jest/globals';
import { billingSaga } from '../../../containers/billing/saga.ts';
import { createPaymentStore } from '../../../containers/billing/store.ts';
import { createStripeProvider } from '../../../containers/billing/stripe-provider.ts';
import { type AnOrder, anOrder } from '../../support/an-order.ts';
import { eventually } from '../../support/eventually.ts';
import { allMoods, startMoodyStripe } from './moody-stripe.ts';
import { runParticipant, usePlace } from './use-participant.ts';

const place = usePlace('billing');
const boundSeconds = 180;

const eventsOf = (order: AnOrder) => {
  const lines = order.placement.lines.map(({ productId, quantity }) => ({ productId, quantity }));
  return [order.placed(), order.tell('StockReserved', { lines })];
};

test('five failing payments hold up none of two hundred, and are authorized once they stop failing', async () => {
  const stripe = await startMoodyStripe();
  const payments = createPaymentStore(place.database);
  const running = runParticipant(place, 'payments', billingSaga(payments, createStripeProvider(stripe.stripe)));
  const troubled = allMoods.map((mood) => ({ mood, ...anOrder() }));
  const good = Array.from({ length: 200 }, () => anOrder());
  for (const { orderId, mood } of troubled) stripe.annoy(orderId, mood);
  const statusesOf = async (orders: readonly AnOrder[]) =>
    new Set(await Promise.all(orders.map(async ({ orderId }) => (await payments.load(orderId))?.state.status)));

  await running.tell([...troubled, ...good].flatMap(eventsOf));
  await eventually(async () => expect(await statusesOf(good)).toEqual(new Set(['authorized'])), boundSeconds);
  await eventually(() => troubled.every(({ orderId }) => (stripe.refused.get(orderId) ?? 0) > 0), boundSeconds);
  expect(await statusesOf(troubled)).toEqual(new Set(['confirming']));
  expect(running.deadCount()).toBe(0);

  stripe.heal();
  await running.showHidden();
  await eventually(() => running.isIdle(), boundSeconds);
  expect(await statusesOf([...troubled, ...good])).toEqual(new Set(['authorized']));
  for (const { orderId } of [...troubled, ...good]) expect(stripe.entriesOf(orderId)).toEqual(['authorized']);
  expect(running.deadCount()).toBe(0);
  await running.stop();
  await stripe.stop();
}, 600_000);
