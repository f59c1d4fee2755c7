import { describe, expect, it } from '@jest/globals';
import type { PaymentMethodResult, StripeCardElement } from '@stripe/stripe-js';
import { cardText, parseEnteredCard } from '../../../../web/shop/checkout/stripe/entered-card.ts';
import { takeCard } from '../../../../web/shop/checkout/stripe/take-card.ts';
import { within } from '../../../../web/shop/checkout/stripe/within.ts';

const card = {} as StripeCardElement;

/** Stripe, which answers so. */
const answering = (answer: object | Error) => ({
  createPaymentMethod: async (): Promise<PaymentMethodResult> => {
    if (answer instanceof Error) throw answer;
    return answer as PaymentMethodResult;
  },
});

describe('a card that Stripe takes', () => {
  it('is its id there, and no more of it than may be shown', async () => {
    const paymentMethod = { id: 'pm_1', card: { brand: 'visa', last4: '4242', fingerprint: 'f' } };
    expect(await takeCard(answering({ paymentMethod }), card)).toEqual({ paymentMethod: 'pm_1', brand: 'visa', last4: '4242' });
  });

  it.each([
    ['visa', 'Visa ending in 4242'],
    ['amex', 'American Express ending in 4242'],
    ['one of next year', 'Card ending in 4242'],
    ['constructor', 'Card ending in 4242'],
  ])('of the brand %s is called so', (brand, text) => {
    expect(cardText({ brand, last4: '4242' })).toBe(text);
  });
});

describe('a card that Stripe does not take', () => {
  it.each(['card_error', 'validation_error'])('says to the customer what Stripe says to them: %s', async (type) => {
    const refused = takeCard(answering({ error: { type, message: 'Your card number is incomplete.' } }), card);
    await expect(refused).rejects.toMatchObject({ name: 'CardRefusedError', message: 'Your card number is incomplete.' });
  });

  it.each([
    { error: { type: 'authentication_error', message: 'Invalid API Key provided: pk_test_***' } },
    { error: { type: 'api_connection_error', message: 'fetch failed' } },
    { error: { type: 'card_error' } },
    new Error('We could not retrieve data from the specified Element.'),
  ])('says nothing of what is between Stripe and us: %j', async (answer) => {
    const refused = takeCard(answering(answer), card);
    await expect(refused).rejects.toMatchObject({
      name: 'CardRefusedError',
      message: 'The card details could not be processed. Try again in a moment.',
    });
  });
});

describe('what was kept of a card', () => {
  it('is read again', () => {
    const kept = { userId: 'u', paymentMethod: 'pm_1', brand: 'visa', last4: '4242' };
    expect(parseEnteredCard(kept)).toEqual(kept);
  });

  it.each([null, undefined, 'pm_1', 4, [], {}, { userId: 'u', paymentMethod: 'pm_1', brand: 'visa' }])(
    'is none when it is %j',
    (value) => {
      expect(parseEnteredCard(value)).toBeUndefined();
    },
  );
});

describe('a bound', () => {
  it('passes on what arrives in time, including a rejection', async () => {
    expect(await within(5, Promise.resolve('here'))).toBe('here');
    await expect(within(5, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('gives up on what never arrives', async () => {
    await expect(within(0.01, new Promise(() => undefined))).rejects.toThrow('No answer within 0.01 s');
  });
});
