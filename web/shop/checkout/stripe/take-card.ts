import type { Stripe, StripeCardElement, StripeError } from '@stripe/stripe-js';
import { CardRefusedError } from '../payment.ts';
import type { EnteredCard } from './entered-card.ts';
import { within } from './within.ts';

const answerTimeoutSeconds = 30;

/**
 * Sends what is in Stripe's fields directly to Stripe.
 * @throws CardRefusedError
 */
export async function takeCard(
  stripe: Pick<Stripe, 'createPaymentMethod'>,
  card: StripeCardElement,
): Promise<Omit<EnteredCard, 'userId'>> {
  const { paymentMethod, error } = await within(answerTimeoutSeconds, stripe.createPaymentMethod({ type: 'card', card })).catch(
    (cause: unknown) => {
      throw new CardRefusedError(noAnswer, { cause });
    },
  );
  if (error) throw new CardRefusedError(sentenceOf(error));
  const { brand = '', last4 = '' } = paymentMethod.card ?? {};
  return { paymentMethod: paymentMethod.id, brand, last4 };
}

/** Stripe writes to the customer about their card, and to us about everything else. */
const sentenceOf = ({ type, message }: StripeError): string =>
  (type === 'card_error' || type === 'validation_error') && message ? message : noAnswer;

const noAnswer = 'The card details could not be processed. Try again in a moment.';
