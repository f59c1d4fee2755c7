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

/** An intent as the provider's own books have it. Amounts are in our minor units. */
export type LedgerIntent = {
  intentId: string;
  /** Absent when somebody else made it: the account may serve more than us. */
  orderId: string | undefined;
  status: string;
  amount: number;
  currency: string;
  received: number;
  refunded: number;
  createdAt: Date;
};

/** What the provider itself knows. While it cannot be read, both throw DependencyUnavailableError. */
export type Ledger = {
  /** The intents that were made in that time, newest first, from below intent `after`. */
  list: (asked: { from: Date; before: Date; after?: string | undefined; limit: number }) => Promise<{
    intents: LedgerIntent[];
    isMore: boolean;
  }>;
  find: (intentId: string) => Promise<LedgerIntent | undefined>;
};
