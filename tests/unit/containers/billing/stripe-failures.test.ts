import { describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { DependencyUnavailableError, EverybodyRefusedError, RetryLaterError } from '#shared/errors/outcome.ts';
import { isStored, notYet, refusalCode } from '../../../../containers/billing/stripe-failures.ts';

/** An error as the SDK creates it from a response. */
const answered = (statusCode: number, type: string, more: object = {}) =>
  Stripe.errors.StripeError.generate({ statusCode, type, message: 'a card number', headers: {}, ...more } as never);

// Stripe's own words: it gives these two neither a code nor a parameter.
const usedBefore =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account ' +
  'without Customer attachment, or was detached from a Customer. It may not be used again.';
const ofAnotherKind =
  'The PaymentMethod provided (sepa_debit) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the ' +
  'following types: card.';

const invalid = (more: object = {}) => answered(400, 'invalid_request_error', more);

describe('a refusal', () => {
  test.each([
    ['a declined card', answered(402, 'card_error', { code: 'card_declined' }), 'card_declined'],
    ['a card without a code', answered(402, 'card_error'), 'card_declined'],
    ['an unknown payment method', invalid({ code: 'resource_missing', param: 'payment_method' }), 'resource_missing'],
    ['a payment method that is used up', invalid({ code: 'payment_method_unexpected_state' }), 'payment_method_unexpected_state'],
    ['a payment method that another order used', invalid({ message: usedBefore }), 'payment_method_unexpected_state'],
    ['a payment method that is no card', invalid({ message: ofAnotherKind }), 'payment_intent_incompatible_payment_method'],
    ['a payment method without a code', invalid({ param: 'payment_method' }), 'invalid_request'],
    ['too little after a conversion', invalid({ code: 'amount_too_small' }), 'amount_too_small'],
    ['an amount between two steps', invalid({ param: 'amount' }), 'invalid_request'],
    ['a hold that has lapsed', invalid({ code: 'charge_expired_for_capture' }), 'charge_expired_for_capture'],
    [
      'an authorization that has lapsed',
      invalid({ code: 'capture_charge_authorization_expired' }),
      'capture_charge_authorization_expired',
    ],
    ['more than a card can be charged', invalid({ code: 'amount_too_large' }), 'amount_too_large'],
    ...[
      'payment_method_customer_decline',
      'payment_method_provider_decline',
      'payment_intent_authentication_failure',
      'payment_intent_incompatible_payment_method',
      'payment_intent_payment_attempt_failed',
    ].map((code) => [code, invalid({ code }), code] as const),
  ])('is %s', (_, error, code) => {
    expect(refusalCode(error)).toBe(code);
    expect(notYet('x', error)).toBeInstanceOf(RetryLaterError);
  });
});

describe('a failure of a single payment that may end by itself', () => {
  test.each([
    ['a twin', answered(409, 'idempotency_error', { code: 'idempotency_key_in_use' })],
    ['a conflict', answered(409, 'invalid_request_error')],
    ['a key of another', answered(400, 'idempotency_error')],
    ['an intent that is in another state', invalid({ code: 'payment_intent_unexpected_state' })],
    ['a lock', answered(429, 'invalid_request_error', { code: 'lock_timeout' })],
  ])('is %s', (_, error) => {
    expect(refusalCode(error)).toBeUndefined();
    expect(notYet('not now', error)).toMatchObject({ name: 'RetryLaterError', message: 'not now', cause: error });
  });

  test('is an intent that is not final, without any error', () => {
    expect(notYet('still processing', undefined)).toMatchObject({ name: 'RetryLaterError' });
  });
});

describe('a failure of a single payment that ends only if someone intervenes', () => {
  test.each([
    ['an intent that is not there', answered(404, 'invalid_request_error', { code: 'resource_missing', param: 'intent' })],
    ['a payment that was refunded', invalid({ code: 'charge_already_refunded' })],
    ['a payment that was charged back', invalid({ code: 'charge_disputed' })],
    ['a payment that its customer disputes', invalid({ code: 'refund_disputed_payment' })],
    ['a payment that cannot be refunded', invalid({ code: 'charge_not_refundable' })],
  ])('is %s', (_, error) => {
    expect(refusalCode(error)).toBeUndefined();
    expect(notYet('not now', error)).toMatchObject({ name: 'EffectRefusedError', message: 'not now', cause: error });
  });
});

describe('a failure that affects every payment', () => {
  test.each([
    ['an account that cannot charge', invalid(), 'StripeInvalidRequestError 400'],
    [
      'an account that is not activated',
      invalid({ code: 'testmode_charges_only' }),
      'StripeInvalidRequestError 400 testmode_charges_only',
    ],
    ['an account that cannot charge, found out at the card', answered(402, 'invalid_request_error'), 'StripeCardError 402'],
    [
      'an account that is not activated, reported for the card',
      answered(402, 'card_error', { code: 'testmode_charges_only' }),
      'StripeCardError 402 testmode_charges_only',
    ],
    [
      'a closed account, reported for the amount',
      invalid({ code: 'account_invalid', param: 'amount' }),
      'StripeInvalidRequestError 400 account_invalid',
    ],
    ['a wrong version', invalid({ message: 'Invalid Stripe API version: 1' }), 'StripeInvalidRequestError 400'],
    [
      'a message about a payment method that blames a parameter of ours',
      invalid({ message: usedBefore, param: 'customer' }),
      'StripeInvalidRequestError 400',
    ],
    ['cards that are not activated', invalid({ param: 'payment_method_types' }), 'StripeInvalidRequestError 400'],
    ['a currency that our country does not have', invalid({ param: 'currency' }), 'StripeInvalidRequestError 400'],
    [
      'a parameter of ours',
      invalid({ code: 'parameter_unknown', param: 'capture' }),
      'StripeInvalidRequestError 400 parameter_unknown',
    ],
    ['a wrong key', answered(401, 'invalid_request_error'), 'StripeAuthenticationError 401'],
    ['a key without permission', answered(403, 'invalid_request_error'), 'StripePermissionError 403'],
    ['too many requests', answered(429, 'invalid_request_error', { code: 'rate_limit' }), 'StripeRateLimitError 429 rate_limit'],
    ['a fault of Stripe’s', answered(500, 'api_error'), 'StripeAPIError 500'],
    ['a fault of Stripe’s at the payment method', answered(500, 'api_error', { param: 'payment_method' }), 'StripeAPIError 500'],
    ['a key that has expired', invalid({ code: 'api_key_expired' }), 'StripeInvalidRequestError 400 api_key_expired'],
    [
      'a platform’s key that has expired, reported for the card',
      answered(402, 'card_error', { code: 'platform_api_key_expired' }),
      'StripeCardError 402 platform_api_key_expired',
    ],
    ['an address that does not exist', answered(404, 'invalid_request_error'), 'StripeInvalidRequestError 404'],
    ['no answer', new Stripe.errors.StripeConnectionError({ message: 'x' } as never), 'StripeConnectionError'],
    ['no error of Stripe’s', new TypeError('x'), 'TypeError'],
    ['no error at all', 'x', 'string'],
  ])('is %s', (_, error, inWords) => {
    expect(refusalCode(error)).toBeUndefined();
    const made = notYet('not created', error);
    expect(made).toBeInstanceOf(DependencyUnavailableError);
    // A wrong key makes every request fail; other mistakes of ours may concern this one only.
    expect(made instanceof EverybodyRefusedError).toBe(
      / 40[13]| account_invalid| testmode_charges_only|api_key_expired/.test(inWords),
    );
    const whose = / 40[0-4]/.test(inWords) ? 'refuses our account, key or request' : 'has a problem';
    expect(made.message).toBe(`not created because the payment provider ${whose}: ${inWords}`);
  });
});

describe('a stored answer', () => {
  const headers = { 'idempotent-replayed': 'true' };

  test('is recognized by its header, error or not', () => {
    expect(isStored(answered(500, 'api_error', { headers }))).toBe(true);
    expect(isStored({ lastResponse: { headers } })).toBe(true);
  });

  test.each([
    [undefined],
    [{}],
    [invalid()],
    [{ lastResponse: { headers: { 'idempotent-replayed': 'false' } } }],
    [new Error('x')],
  ])('is not %p', (fresh) => expect(isStored(fresh)).toBe(false));
});
