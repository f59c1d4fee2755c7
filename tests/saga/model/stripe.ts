import type { Effect, EffectResult } from '../../../containers/billing/effects.ts';
import type { Circumstances } from './circumstances.ts';
import { sample } from './sample-events.ts';

/** The only payment intent that an order can have at the provider. */
export type Intent = 'absent' | 'unconfirmed' | 'declined' | 'requires_capture' | 'succeeded' | 'canceled' | 'refunded';

/** The provider: one intent, how often money was taken, and its first answer to each operation, which it repeats forever. */
export type Stripe = { intent: Intent; captures: number; replies: Partial<Record<Effect, EffectResult>> };

export const freshStripe: Stripe = { intent: 'absent', captures: 0, replies: {} };

/** Runs an effect, or returns the stored answer if it was requested with this key before. */
export function askStripe(
  stripe: Stripe,
  effect: Effect,
  circumstances: Circumstances,
): { outside: Stripe; result: EffectResult } {
  const replayed = effect === 'find' ? undefined : stripe.replies[effect];
  if (replayed) return { outside: stripe, result: replayed };
  const [intent, result] = operations[effect](stripe.intent, circumstances);
  const captures = stripe.captures + (intent === 'succeeded' && stripe.intent !== 'succeeded' ? 1 : 0);
  return { outside: { intent, captures, replies: { ...stripe.replies, [effect]: result } }, result };
}

/** What the intent says about an operation whose response was lost; undefined when it has not been done. */
export function retrieveFromStripe({ intent }: Stripe, effect: Effect): EffectResult | undefined {
  const meaning: Partial<Record<Effect, Partial<Record<Intent, EffectResult>>>> = {
    confirm: { requires_capture: { did: 'confirm' }, declined: cardDeclined, canceled: intentCanceled },
    capture: { succeeded: { did: 'capture' }, canceled: intentCanceled },
    cancel: { canceled: { did: 'cancel' }, succeeded: { did: 'captureFirst' } },
    refund: { refunded: { did: 'refund' } },
  };
  return meaning[effect]?.[intent];
}

export const isLive = (intent: Intent): boolean => intent === 'requires_capture' || intent === 'succeeded';

const { total: amount, paymentMethod } = sample.OrderPlaced.data;
const found: EffectResult = { did: 'find', intentId: 'pi_1', amount, paymentMethod };
const cardDeclined: EffectResult = { did: 'refuse', code: 'card_declined' };
const captureRefused: EffectResult = { did: 'refuse', code: 'capture_refused' };
const intentCanceled: EffectResult = { did: 'refuse', code: 'intent_canceled' };

const operations: Record<Effect, (intent: Intent, circumstances: Circumstances) => [Intent, EffectResult]> = {
  create: (intent) => [intent === 'absent' ? 'unconfirmed' : intent, { did: 'create', intentId: 'pi_1' }],
  confirm: (intent, { cardAuthorizes }) => {
    if (isLive(intent)) return [intent, { did: 'confirm' }];
    if (intent === 'declined') return [intent, cardDeclined];
    if (intent !== 'unconfirmed') return [intent, intentCanceled];
    return cardAuthorizes ? ['requires_capture', { did: 'confirm' }] : ['declined', cardDeclined];
  },
  capture: (intent, { captureSucceeds }) => {
    if (intent === 'succeeded') return [intent, { did: 'capture' }];
    if (intent !== 'requires_capture') return [intent, intentCanceled];
    return captureSucceeds ? ['succeeded', { did: 'capture' }] : [intent, captureRefused];
  },
  find: (intent) => [intent, intent === 'absent' ? { did: 'findNothing' } : found],
  cancel: (intent) => (intent === 'succeeded' ? [intent, { did: 'captureFirst' }] : ['canceled', { did: 'cancel' }]),
  refund: (intent) => [intent === 'succeeded' ? 'refunded' : intent, { did: 'refund' }],
};
