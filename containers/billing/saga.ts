import type { SagaPart } from '#shared/saga/participant.ts';
import { type Payment, steps, toEvent } from './domain.ts';
import { conclude, type EffectResult, effectOf, isTransient, noteFailure } from './effects.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { PaymentStore } from './store.ts';

/** `billing`'s part in the saga loop. */
export const billingSaga = (payments: PaymentStore, provider: PaymentProvider): SagaPart<'billing', Payment> => ({
  service: 'billing',
  steps,
  store: payments,
  none: { status: 'none' },
  toEvent,
  effects: {
    isAsked: (payment) => effectOf(payment) !== undefined,
    isTransient,
    onFailure: noteFailure,
    async run(orderId, payment) {
      const effect = effectOf(payment);
      if (!effect) return payment;
      // `effectOf` chose the effect from this state, so the state has the type that the effect expects.
      const run = provider[effect] as (orderId: string, payment: Payment) => Promise<EffectResult>;
      return conclude(payment, await run(orderId, payment));
    },
  },
});
