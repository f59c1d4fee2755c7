import { describe, expect, test } from '@jest/globals';
import { order, unexpectedState, useStripe } from './running-stripe.ts';

const { running, create, held, paid, ledger, kinds } = useStripe();

describe('a payment', () => {
  test('waits for its confirmation, is held, then captured', async () => {
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

  test('captured in part releases the rest of its hold', async () => {
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

  test.each([
    ['ugx', 5_000_050, { param: 'amount' }],
    ['isk', 150, { param: 'amount' }],
    ['ugx', 50, { code: 'amount_too_small', param: 'amount' }],
    ['kwd', 12_345, { param: 'amount' }],
    ['usd', 0, { code: 'parameter_invalid_integer', param: 'amount' }],
    ['gbp', 29, { code: 'amount_too_small', param: 'amount' }],
    ['jpy', 49, { code: 'amount_too_small', param: 'amount' }],
    ['jpy', 10_000_000_000, { code: 'amount_too_large', param: 'amount' }],
    ['idr', 1_000_000_000_000, { code: 'amount_too_large', param: 'amount' }],
    ['irr', 5_000, { param: 'currency' }],
    ['us', 5_000, { param: 'currency' }],
  ])('in %s of %i is never created', async (currency, amount, refusal) => {
    const attempt = running.stripe.paymentIntents.create({ ...order, currency, amount });
    await expect(attempt).rejects.toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, ...refusal });
  });

  test.each([
    ['ugx', 5_000_000],
    ['kwd', 12_340],
    ['idr', 999_999_999_999],
    ['mga', 1],
  ])('in %s of %i is created unchanged', async (currency, amount) => {
    expect(await running.stripe.paymentIntents.create({ ...order, currency, amount })).toMatchObject({ currency, amount });
  });

  test('is not captured or refunded in fractions that its currency does not have', async () => {
    const { id } = await running.stripe.paymentIntents.create({
      ...order,
      currency: 'ugx',
      amount: 5_000,
      payment_method: 'pm_card_visa',
    });
    await running.stripe.paymentIntents.confirm(id);
    await expect(running.stripe.paymentIntents.capture(id, { amount_to_capture: 4_950 })).rejects.toMatchObject({
      param: 'amount_to_capture',
    });
    await running.stripe.paymentIntents.capture(id);
    await expect(running.stripe.refunds.create({ payment_intent: id, amount: 150 })).rejects.toMatchObject({ param: 'amount' });
    expect(await running.stripe.refunds.create({ payment_intent: id, amount: 200 })).toMatchObject({ status: 'succeeded' });
  });

  test('that is unknown is 404', async () => {
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

describe('a card whose bank requires authentication', () => {
  test('fails immediately where no one can authenticate', async () => {
    const { id } = await create('pm_card_authenticationRequired');
    await expect(running.stripe.paymentIntents.confirm(id, { error_on_requires_action: true })).rejects.toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'authentication_required',
    });
    expect((await running.stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  test('leaves the payment waiting for authentication elsewhere, until it is canceled', async () => {
    const { id } = await create('pm_card_threeDSecure2Required');
    expect(await running.stripe.paymentIntents.confirm(id)).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
    });
    await expect(running.stripe.paymentIntents.confirm(id)).rejects.toMatchObject(unexpectedState);
    expect((await running.stripe.paymentIntents.cancel(id)).status).toBe('canceled');
    expect(await kinds()).toEqual([]);
  });
});

describe('a slow card', () => {
  test('is processing until the intent is read again, whatever the replayed first answer says', async () => {
    const { id } = await create('pm_card_processing');
    const confirm = () => running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'slow' });
    expect((await confirm()).status).toBe('processing');
    await expect(running.stripe.paymentIntents.cancel(id)).rejects.toMatchObject(unexpectedState);
    expect(await kinds()).toEqual([]);
    expect((await running.stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
    expect((await confirm()).status).toBe('processing');
    expect(await kinds()).toEqual(['authorized']);
  });
});

describe('an answer that says nothing about the card', () => {
  test.each([
    ['pm_card_lockTimeout', 429, 'lock_timeout', 2],
    ['pm_card_rateLimit', 429, 'rate_limit', 2],
    ['pm_card_accountDisabled', 400, undefined, 5],
  ])('leaves the payment unchanged: %s', async (paymentMethod, statusCode, code, times) => {
    const { id } = await create(paymentMethod);
    const confirm = () => running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: `confirm ${id} ${statusCode}` });
    for (let time = 1; time <= times; time++) await expect(confirm()).rejects.toMatchObject({ statusCode, code });
    expect((await running.stripe.paymentIntents.retrieve(id)).status).toBe('requires_confirmation');
    if (statusCode === 429) expect((await confirm()).status).toBe('requires_capture');
  });
});

describe('a refund', () => {
  const payBack = async (paymentMethod: string) => {
    const { id } = await held(paymentMethod);
    await running.stripe.paymentIntents.capture(id);
    return { id, refund: await running.stripe.refunds.create({ payment_intent: id }) };
  };

  test('that fails returns nothing, and a second one does', async () => {
    const { id, refund } = await payBack('pm_card_refundFail');
    expect(refund.status).toBe('failed');
    expect(await kinds()).toEqual(['authorized', 'captured']);
    expect((await running.stripe.refunds.create({ payment_intent: id })).status).toBe('succeeded');
    expect(await kinds()).toEqual(['authorized', 'captured', 'refunded']);
  });

  test('that is pending is done by the time it is read again', async () => {
    const { id, refund } = await payBack('pm_card_pendingRefund');
    expect(refund.status).toBe('pending');
    expect(await kinds()).toEqual(['authorized', 'captured']);
    await expect(running.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    expect((await running.stripe.refunds.list({ payment_intent: id })).data).toMatchObject([{ status: 'succeeded' }]);
    expect(await kinds()).toEqual(['authorized', 'captured', 'refunded']);
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

  test('must not have been captured before', async () => {
    const { id } = await paid();
    await expect(running.stripe.paymentIntents.cancel(id)).rejects.toMatchObject(unexpectedState);
  });
});
