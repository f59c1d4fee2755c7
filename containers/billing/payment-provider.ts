import type { Outcome, Payment, Work } from './domain.ts';

/**
 * Whoever moves the money. Each piece of work may be asked again, at the same time even, and comes to the same outcome.
 * An outcome is what the provider's records say; while those cannot be read, the work throws DependencyUnavailableError
 * and is tried again later. A time-out or a server error is never taken for a refusal.
 */
export type PaymentProvider = { [W in Work]: (orderId: string, payment: PaymentAwaiting<W>) => Promise<Outcome> };

/** The states that wait for a piece of work. */
export type PaymentAwaiting<W extends Work> = InStatus<Payment, Awaiting[W]>;

type Awaiting = {
  create: 'creating';
  confirm: 'confirming';
  capture: 'capturing';
  cancel: 'voiding' | 'abandoning';
  refund: 'refunding';
};

/** The members of a union that can have a status, in that status; `Extract` would drop those that can have another as well. */
type InStatus<State extends { status: string }, Status extends string> = State extends { status: infer Possible }
  ? [Possible & Status] extends [never]
    ? never
    : State & { status: Status }
  : never;
