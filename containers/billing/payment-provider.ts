import type { PaymentIn } from './domain.ts';
import type { Effect, EffectResult } from './effects.ts';

/**
 * Whoever moves the money. Each effect may be asked for again, at the same time even, and comes to the same result. A result
 * is what the provider's records say; while those cannot be read, the effect throws DependencyUnavailableError and is tried
 * again later. A time-out or a server error is never taken for a refusal.
 */
export type PaymentProvider = { [E in Effect]: (orderId: string, payment: PaymentIn<Asking[E]>) => Promise<EffectResult> };

/** The states that ask for an effect. */
type Asking = {
  create: 'creating';
  confirm: 'confirming';
  capture: 'capturing';
  find: 'searching';
  cancel: 'voiding' | 'abandoning';
  refund: 'refunding';
};
