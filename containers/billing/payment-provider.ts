import type { PaymentIn } from './domain.ts';
import type { Effect, EffectResult } from './effects.ts';

/**
 * The port to the payment provider. Effects are idempotent, even when they run concurrently. Results come from the provider's
 * records; while those cannot be read, an effect throws DependencyUnavailableError and is retried later. A timeout or a server error
 * never counts as a refusal.
 */
export type PaymentProvider = { [E in Effect]: (orderId: string, payment: PaymentIn<Asking[E]>) => Promise<EffectResult> };

/** The states that require each effect. */
type Asking = {
  create: 'creating';
  confirm: 'confirming';
  capture: 'capturing';
  find: 'searching';
  cancel: 'voiding' | 'abandoning';
  refund: 'refunding';
};

/** An intent in the provider's own books. Amounts are in our minor units. */
export type LedgerIntent = {
  intentId: string;
  /** Absent if another program created the intent: the account may not be ours alone. */
  orderId: string | undefined;
  status: string;
  amount: number;
  currency: string;
  received: number;
  refunded: number;
  createdAt: Date;
};

/** The provider's own books. While they cannot be read, both functions throw DependencyUnavailableError. */
export type Ledger = {
  /** The intents created in that period, newest first, starting after intent `after`. */
  list: (asked: { from: Date; before: Date; after?: string | undefined; limit: number }) => Promise<{
    intents: LedgerIntent[];
    isMore: boolean;
  }>;
  find: (intentId: string) => Promise<LedgerIntent | undefined>;
};
