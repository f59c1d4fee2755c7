import { expect, test } from '@jest/globals';
import { EffectRefusedError } from '#shared/errors/outcome.ts';
import type { Payment } from '../../../containers/billing/domain.ts';
import { resolvePayment } from '../../../containers/billing/effects.ts';
import type { PaymentProvider } from '../../../containers/billing/payment-provider.ts';
import { billingSaga } from '../../../containers/billing/saga.ts';
import { createPaymentStore } from '../../../containers/billing/store.ts';
import { anOrder, causeOf } from '../../support/an-order.ts';
import { eventually } from '../../support/eventually.ts';
import { runParticipant, usePlace } from './use-participant.ts';

const place = usePlace('billing');
const boundSeconds = 60;

/** Authorizes everything, and then does not have the intent any more. */
const forgetfulProvider = () => ({
  create: async () => ({ did: 'create', intentId: 'pi_1' }),
  confirm: async () => ({ did: 'confirm' }),
  capture: () => Promise.reject(new EffectRefusedError('the intent cannot be read')),
  cancel: async () => ({ did: 'cancel' }),
});

test('a capture that the provider neither makes nor refuses is recorded, tried again, and failed by an operator', async () => {
  const payments = createPaymentStore(place.database);
  const running = runParticipant(place, 'captures', billingSaga(payments, forgetfulProvider() as unknown as PaymentProvider));
  const order = anOrder();
  const stateOf = async () => (await payments.load(order.orderId))?.state as Payment;
  const lines = order.placement.lines.map(({ productId, quantity }) => ({ productId, quantity }));

  await running.tell([order.placed(), order.tell('StockReserved', { lines })]);
  await eventually(async () => expect(await stateOf()).toMatchObject({ status: 'authorized' }), boundSeconds);
  await eventually(async () => {
    await running.tell([order.confirmed()]);
    await running.showHidden();
    const { trouble } = (await stateOf()) as { trouble?: { tries: number } };
    expect(trouble?.tries).toBeGreaterThan(15);
  }, boundSeconds);
  expect(await stateOf()).toMatchObject({ status: 'capturing', trouble: { givenUp: false } });

  const resolution = { decision: 'fail', operatorId: 'o', reason: 'it is lost', at: new Date().toISOString() } as const;
  const { event } = await running.ask({ cause: causeOf(order.orderId), step: (state) => resolvePayment(state, resolution) });
  expect(event).toMatchObject({ type: 'PaymentFailed', data: { phase: 'capture', code: 'capture_given_up' } });
  expect(await stateOf()).toMatchObject({ status: 'failed', resolution });

  await running.showHidden();
  await eventually(() => running.isIdle(), boundSeconds);
  expect(running.deadCount()).toBe(0);
  await running.stop();
}, 300_000);
