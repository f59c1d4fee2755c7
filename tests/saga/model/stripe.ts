import type { Outcome, Work } from '../../../containers/billing/domain.ts';
import type { Circumstances } from './circumstances.ts';

/** The one payment intent that an order can have at the provider. */
export type Intent = 'absent' | 'unconfirmed' | 'declined' | 'requires_capture' | 'succeeded' | 'canceled' | 'refunded';

/** The provider: one intent, how often money was taken, and its first answer to each operation, which it repeats for ever. */
export type Stripe = { intent: Intent; captures: number; replies: Partial<Record<Work, Outcome>> };

export const freshStripe: Stripe = { intent: 'absent', captures: 0, replies: {} };

/** Does a piece of work, or gives the stored answer when it was asked with this key before. */
export function askStripe(stripe: Stripe, work: Work, circumstances: Circumstances): { outside: Stripe; outcome: Outcome } {
  const replayed = stripe.replies[work];
  if (replayed) return { outside: stripe, outcome: replayed };
  const [intent, outcome] = operations[work](stripe.intent, circumstances);
  const captures = stripe.captures + (intent === 'succeeded' && stripe.intent !== 'succeeded' ? 1 : 0);
  return { outside: { intent, captures, replies: { ...stripe.replies, [work]: outcome } }, outcome };
}

/** What looking at the intent tells of an operation whose answer was lost; undefined when it has not been done. */
export function retrieveFromStripe({ intent }: Stripe, work: Work): Outcome | undefined {
  const meaning: Partial<Record<Work, Partial<Record<Intent, Outcome>>>> = {
    confirm: { requires_capture: { did: 'confirm' }, declined: cardDeclined, canceled: intentCanceled },
    capture: { succeeded: { did: 'capture' }, canceled: intentCanceled },
    cancel: { canceled: { did: 'cancel' }, succeeded: { did: 'captureFirst' } },
    refund: { refunded: { did: 'refund' } },
  };
  return meaning[work]?.[intent];
}

export const isLive = (intent: Intent): boolean => intent === 'requires_capture' || intent === 'succeeded';

const cardDeclined: Outcome = { did: 'refuse', code: 'card_declined' };
const captureRefused: Outcome = { did: 'refuse', code: 'capture_refused' };
const intentCanceled: Outcome = { did: 'refuse', code: 'intent_canceled' };

const operations: Record<Work, (intent: Intent, circumstances: Circumstances) => [Intent, Outcome]> = {
  create: (intent) => [intent === 'absent' ? 'unconfirmed' : intent, { did: 'create', intentId: 'pi_1' }],
  confirm: (intent, { cardAuthorizes }) => {
    if (intent !== 'unconfirmed') return [intent, intentCanceled];
    return cardAuthorizes ? ['requires_capture', { did: 'confirm' }] : ['declined', cardDeclined];
  },
  capture: (intent, { captureSucceeds }) => {
    if (intent !== 'requires_capture') return [intent, intentCanceled];
    return captureSucceeds ? ['succeeded', { did: 'capture' }] : [intent, captureRefused];
  },
  cancel: (intent) => (intent === 'succeeded' ? [intent, { did: 'captureFirst' }] : ['canceled', { did: 'cancel' }]),
  refund: (intent) => [intent === 'succeeded' ? 'refunded' : intent, { did: 'refund' }],
};
