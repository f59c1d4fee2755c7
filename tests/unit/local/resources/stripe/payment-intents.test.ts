import { describe, expect, test } from '@jest/globals';
import { order, unexpectedState, useStripe } from './running-stripe.ts';

const { running, create, held, paid, ledger, kinds } = useStripe();

describe('a payment', () => {
  test('waits for its confirmation, is held, then taken', async () => {
    const created = await create();
    expect(created).toMatchObject({ object: 'payment_intent', status: 'requires_confirmation', amount_capturable: 0, ...order });

    const confirmed = await running.stripe.paymentIntents.confirm(created.id);
    expect(confirmed).toMatchObject({ id: created.id, status: 'requires_capture', amount_capturable: 2599, amount_received: 0 });
    expect((await ledger()).totals).toEqual({ authorized: 2599, captured: 0, refunded: 0 });

    const captured = await running.stripe.paymentIntents.capture(created.id);
    expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 2599 });
    expect(await running.stripe.paymentIntents.retrieve(created.id)).toMatchObject({ status: 'succeeded' });
    expect((await ledger()).totals).toEqual({ authorized: 0, captured: 2599, refunded: 0 });
  });

  test('taken in part releases the rest of its hold', async () => {
    const { id } = await held();
    await running.stripe.paymentIntents.capture(id, { amount_to_capture: 2000 });
    expect(await kinds()).toEqual(['authorized', 'captured', 'voided']);
    expect((await ledger()).totals).toEqual({ authorized: 0, captured: 2000, refunded: 0 });
  });

  test('without a payment method gets one when it is confirmed', async () => {
    const { id, status } = await running.stripe.paymentIntents.create(order);
    expect(status).toBe('requires_payment_method');
    await expect(running.stripe.paymentIntents.confirm(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(await running.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_mastercard' })).toMatchObject({
      status: 'requires_capture',
      payment_method: 'pm_card_mastercard',
    });
  });

  test('is neither confirmed nor captured twice', async () => {
    const { id } = await paid();
    await expect(running.stripe.paymentIntents.confirm(id)).rejects.toMatchObject({
      ...unexpectedState,
      payment_intent: { id, status: 'succeeded' },
    });
    await expect(running.stripe.paymentIntents.capture(id)).rejects.toMatchObject(unexpectedState);
    expect(await kinds()).toEqual(['authorized', 'captured']);
  });

  test('is not captured before it is confirmed', async () => {
    const { id } = await create();
    await expect(running.stripe.paymentIntents.capture(id)).rejects.toMatchObject(unexpectedState);
  });

  test('outside the bounds, of an unknown payment method or with an unknown parameter is never created', async () => {
    const attempt = (changes: object) => running.stripe.paymentIntents.create({ ...order, ...changes } as typeof order);
    await expect(attempt({ amount: 49 })).rejects.toMatchObject({ statusCode: 400, code: 'amount_too_small', param: 'amount' });
    await expect(attempt({ amount: 100_000_000 })).rejects.toMatchObject({ statusCode: 400, code: 'amount_too_large' });
    await expect(attempt({ amount: 1.5 })).rejects.toMatchObject({ code: 'parameter_invalid_integer' });
    await expect(attempt({ payment_method: 'pm_nobody' })).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing' });
    await expect(attempt({ colour: 'red' })).rejects.toMatchObject({ code: 'parameter_unknown', param: 'colour' });
  });

  test('nobody knows is 404', async () => {
    const missing = { type: 'StripeInvalidRequestError', statusCode: 404, code: 'resource_missing', param: 'intent' };
    await expect(running.stripe.paymentIntents.retrieve('pi_nobody')).rejects.toMatchObject(missing);
    await expect(running.stripe.paymentIntents.cancel('pi_nobody')).rejects.toMatchObject(missing);
  });
});

describe('a declined card', () => {
  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('%s is refused at the confirmation with %s, %s', async (paymentMethod, code, declineCode) => {
    const { id } = await create(paymentMethod);
    const declined = { type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode };
    const payment_intent = expect.objectContaining({ id, status: 'requires_payment_method', payment_method: null });
    await expect(running.stripe.paymentIntents.confirm(id)).rejects.toMatchObject({ ...declined, payment_intent });
    expect(await running.stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code, decline_code: declineCode },
    });
    expect(await kinds()).toEqual([]);
  });
});

describe('a capture that fails', () => {
  test('leaves the hold, which a cancel releases', async () => {
    const { id } = await held('pm_card_captureFails');
    const refused = { type: 'StripeCardError', statusCode: 402, code: 'capture_charge_authorization_expired' };
    await expect(running.stripe.paymentIntents.capture(id)).rejects.toMatchObject(refused);
    expect(await running.stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 2599,
    });
    expect(await running.stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
    expect(await kinds()).toEqual(['authorized', 'voided']);
  });
});

describe('a canceled payment', () => {
  test('releases what was held and refuses a late confirmation, a capture and a second cancel', async () => {
    const { id } = await held();
    expect(await running.stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
      amount_capturable: 0,
    });
    await expect(running.stripe.paymentIntents.confirm(id)).rejects.toMatchObject(unexpectedState);
    await expect(running.stripe.paymentIntents.capture(id)).rejects.toMatchObject(unexpectedState);
    await expect(running.stripe.paymentIntents.cancel(id)).rejects.toMatchObject(unexpectedState);
    expect(await kinds()).toEqual(['authorized', 'voided']);
    expect((await ledger()).totals).toEqual({ authorized: 0, captured: 0, refunded: 0 });
  });

  test('that never held anything moves no money', async () => {
    const { id } = await create();
    expect(await running.stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
    expect(await kinds()).toEqual([]);
  });

  test('cannot have been taken already', async () => {
    const { id } = await paid();
    await expect(running.stripe.paymentIntents.cancel(id)).rejects.toMatchObject(unexpectedState);
  });
});
