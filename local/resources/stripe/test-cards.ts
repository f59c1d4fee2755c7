import { invalidParameter } from './stripe-error.ts';

export type TestCard = { declined?: { code: string; declineCode: string; message: string }; captureFails?: true };

/**
 * How the card behind one of Stripe's test payment methods behaves (docs.stripe.com/testing). Stripe knows most declining ones by
 * two names, with and without the brand.
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
  // Ours: Stripe has no test card whose authorization succeeds and whose capture fails, and the saga must survive one.
  ['pm_card_captureFails', { captureFails: true }],
]);
