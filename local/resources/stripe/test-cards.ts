import { invalidParameter, type StripeErrorBody } from './stripe-error.ts';

type Decline = { code: string; declineCode: string; message: string };

/** A failed confirmation that says nothing about the card and leaves the intent unchanged. */
export type Fault = { status: number; body: StripeErrorBody; times: number };

/** How a card behaves. */
export type TestCard = {
  declined?: Decline;
  captureFails?: true;
  /** Its bank requires authentication (3-D Secure). */
  challenges?: true;
  /** Its confirmation is asynchronous, and done by the time the intent is read again. */
  isSlow?: true;
  fault?: Fault;
  /** It has been used before, so no intent accepts it. */
  isUsedUp?: true;
  refunds?: 'failed' | 'pending';
};

/**
 * How the card behind one of Stripe's test payment methods behaves (docs.stripe.com/testing). Stripe knows most declining cards
 * by two names, with and without the brand. Our own additional cards cause what cannot be requested at Stripe.
 */
export function testCard(paymentMethod: string): TestCard {
  const card = cards.get(paymentMethod.replace(/_visa_(?=chargeDeclined)/, '_'));
  if (!card) throw invalidParameter('payment_method', 'resource_missing', `No such PaymentMethod: '${paymentMethod}'`);
  return card;
}

const declinedAs = (declineCode: string): TestCard => ({
  declined: { code: 'card_declined', declineCode, message: 'Your card was declined.' },
});

const refusedFor = (code: string, message: string): TestCard => ({ declined: { code, declineCode: code, message } });

const faulty = (status: number, code: string | undefined, message: string, times: number): TestCard => ({
  fault: { status, body: { type: 'invalid_request_error', ...(code ? { code } : {}), message }, times },
});

const cards = new Map<string, TestCard>([
  ['pm_card_visa', {}],
  ['pm_card_visa_debit', {}],
  ['pm_card_mastercard', {}],
  ['pm_card_mastercard_debit', {}],
  ['pm_card_amex', {}],
  ['pm_card_discover', {}],
  ['pm_card_chargeDeclined', declinedAs('generic_decline')],
  ['pm_card_chargeDeclinedInsufficientFunds', declinedAs('insufficient_funds')],
  ['pm_card_chargeDeclinedLostCard', declinedAs('lost_card')],
  ['pm_card_chargeDeclinedStolenCard', declinedAs('stolen_card')],
  ['pm_card_chargeDeclinedFraudulent', declinedAs('fraudulent')],
  ['pm_card_chargeDeclinedVelocityLimitExceeded', declinedAs('card_velocity_exceeded')],
  ['pm_card_chargeDeclinedExpiredCard', refusedFor('expired_card', 'Your card has expired.')],
  ['pm_card_chargeDeclinedIncorrectCvc', refusedFor('incorrect_cvc', "Your card's security code is incorrect.")],
  [
    'pm_card_chargeDeclinedProcessingError',
    refusedFor('processing_error', 'An error occurred while processing your card. Try again in a little bit.'),
  ],
  ['pm_card_authenticationRequired', { challenges: true }],
  ['pm_card_threeDSecure2Required', { challenges: true }],
  // At Stripe such a refund succeeds first and becomes `failed` some time later. Here the first one fails at
  // once, and a second one succeeds.
  ['pm_card_refundFail', { refunds: 'failed' }],
  ['pm_card_pendingRefund', { refunds: 'pending' }],
  // Our own additions:
  ['pm_card_usedBefore', { isUsedUp: true }],
  ['pm_card_captureFails', { captureFails: true }],
  ['pm_card_processing', { isSlow: true }],
  ['pm_card_lockTimeout', faulty(429, 'lock_timeout', 'This object cannot be accessed right now.', 2)],
  ['pm_card_rateLimit', faulty(429, 'rate_limit', 'Request rate limit exceeded.', 2)],
  [
    'pm_card_accountDisabled',
    faulty(400, undefined, 'Your account cannot currently make live charges.', Number.POSITIVE_INFINITY),
  ],
]);
