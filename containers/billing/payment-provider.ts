import type { Outcome, Payment, Work } from './domain.ts';

/**
 * Whoever moves the money. Each piece of work may be asked again, at the same time even, and comes to the same outcome.
 * An outcome is what the provider's records say; while those cannot be read, the work throws DependencyUnavailableError
 * and is tried again later. A time-out or a server error is never taken for a refusal.
 */
export type PaymentProvider = { [W in Work]: (orderId: string, payment: PaymentAwaiting<W>) => Promise<Outcome> };

/** The states that wait for a piece of work. */
export type PaymentAwaiting<W extends Work> = Extract<
  Payment,
  {
    status: {
      create: 'creating';
      confirm: 'confirming';
      capture: 'capturing';
      cancel: 'voiding' | 'abandoning';
      refund: 'refunding';
    }[W];
  }
>;
