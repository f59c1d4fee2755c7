import type { PaymentPhase } from '#events/billing.ts';
import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import { isSoonAfter } from '#events/is-soon-after.ts';
import type { Money } from '#events/money.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Resolution, Trouble } from '#shared/saga/trouble.ts';

/** What an order asks of billing: who pays, how much and how. `placedAt` is ISO 8601; old rows lack it. */
export type Terms = { customerId: string; amount: Money; paymentMethod: string; placedAt?: string };

/**
 * One order's payment. It advances in small stored steps, because an undo may overtake an authorization: the provider's intent is
 * created unconfirmed, and its id stored before it is confirmed, so that an undo always knows what to cancel.
 */
export type Payment =
  | { status: 'none' }
  | { status: 'waiting'; terms: Terms; stockReserved: false }
  | { status: 'waiting'; terms: undefined; stockReserved: true }
  | { status: 'creating'; terms: Terms }
  | { status: 'confirming' | 'authorized' | 'captured'; terms: Terms; intentId: string }
  | { status: 'capturing'; terms: Terms; intentId: string; trouble?: Trouble | undefined }
  | ({ status: 'abandoning'; terms: Terms; intentId: string; code: string } & Undo)
  | ({ status: 'failed'; terms: Terms; intentId: string | undefined; phase: PaymentPhase; code: string } & Undo)
  /** Being undone without a known intent: we must ask the provider whether it has one. */
  | ({ status: 'searching'; terms: Terms | undefined; customerId: string } & Undo)
  | ({ status: 'voiding' | 'refunding'; terms: Terms; intentId: string } & Undo)
  | ({ status: 'refunded'; terms: Terms; intentId: string } & Undo)
  | ({ status: 'voided'; terms: Terms | undefined; intentId: string | undefined; customerId: string | undefined } & Undo);

/** Why the provider could not undo the payment, and which operator resolved that, or the capture before it. */
type Undo = { trouble?: Trouble | undefined; resolution?: Resolution };

/** This service's steps in the saga: one function for each of its rows in events/order-saga.ts. */
export const steps = {
  authorizePayment: refusable(authorizePayment, declinePayment),
  capturePayment: refusable(capturePayment, refuseCapture),
  voidPayment,
} satisfies StepsOf<'billing', Payment>;

/** Starts once both OrderPlaced (the terms) and StockReserved have arrived, in either order. */
function authorizePayment(payment: Payment, event: StepTrigger<'authorizePayment'>): Payment {
  if (event.type === 'StockReserved') {
    if (payment.status === 'none') return { status: 'waiting', terms: undefined, stockReserved: true };
    return payment.status === 'waiting' && payment.terms ? { status: 'creating', terms: payment.terms } : payment;
  }
  const { customerId, total, paymentMethod } = event.data;
  const terms = { customerId, amount: total, paymentMethod, placedAt: event.time };
  if (payment.status === 'none') return { status: 'waiting', terms, stockReserved: false };
  return payment.status === 'waiting' && payment.stockReserved ? { status: 'creating', terms } : payment;
}

/** The provider refused to create or confirm the intent. No money is held. */
function declinePayment({ terms, intentId }: { terms: Terms; intentId?: string }, code: string): Payment {
  return { status: 'failed', terms, intentId, phase: 'authorize', code };
}

/** The code of a capture that was given up. */
export const givenUpCode = 'capture_given_up';

/** Orders are confirmed only after authorization, so if ours is not authorized yet, its triggers are still on their way. */
function capturePayment(payment: Payment): Payment | 'tooEarly' {
  if (payment.status === 'authorized') return { ...payment, status: 'capturing' };
  return ['none', 'waiting', 'creating', 'confirming'].includes(payment.status) ? 'tooEarly' : payment;
}

/** The capture is refused. Money may still be held, so the intent is cancelled before PaymentFailed is published. */
function refuseCapture({ terms, intentId }: { terms: Terms; intentId: string }, code: string): PaymentIn<'abandoning'> {
  return { status: 'abandoning', terms, intentId, code };
}

/**
 * An undo cannot refuse. Without a stored intent nothing is held, so a tombstone is enough: a late trigger finds it. But a restored
 * backup may have lost our row, so unless the order is too young for that, the provider is asked first.
 */
function voidPayment(payment: Payment, event: StepTrigger<'voidPayment'>): Payment | 'tooEarly' {
  switch (payment.status) {
    case 'none':
    case 'waiting':
    case 'creating':
      return voidUnheld('terms' in payment ? payment.terms : undefined, event);
    case 'confirming':
    case 'authorized':
      return { ...payment, status: 'voiding' };
    case 'captured':
      // Without the trouble that an older build may have left in it.
      return { status: 'refunding', terms: payment.terms, intentId: payment.intentId };
    case 'capturing':
      // A capture that was given up makes no further progress to wait for. Its order can be cancelled only after a restore.
      return payment.trouble?.givenUp ? refuseCapture(payment, givenUpCode) : 'tooEarly';
    default:
      return payment;
  }
}

/** Without terms, waits for OrderCancelled, which follows every refusal and contains the customer's id. */
function voidUnheld(terms: Terms | undefined, event: StepTrigger<'voidPayment'>): Payment | 'tooEarly' {
  const customerId = terms?.customerId ?? (event.type === 'OrderCancelled' ? event.data.customerId : undefined);
  if (customerId === undefined) return 'tooEarly';
  if (!isSoonAfter(terms?.placedAt, event)) return { status: 'searching', terms, customerId };
  return { status: 'voided', terms, intentId: undefined, customerId };
}

/** The event for a state; none while we wait for another event or for the provider. */
export function toEvent(payment: Payment): Draft | undefined {
  switch (payment.status) {
    case 'authorized':
      return { type: 'PaymentAuthorized', data: { amount: payment.terms.amount } };
    case 'captured':
      return { type: 'PaymentCaptured', data: { amount: payment.terms.amount } };
    case 'failed':
      return { type: 'PaymentFailed', data: { phase: payment.phase, code: payment.code } };
    case 'voided':
      return { type: 'PaymentVoided', data: payment.terms ? { amount: payment.terms.amount } : {} };
    case 'refunded':
      return { type: 'PaymentRefunded', data: { amount: payment.terms.amount } };
    default:
      return undefined;
  }
}

/** The members of `Payment` narrowed to a status. `Extract` would drop members whose `status` is itself a union. */
export type PaymentIn<Status extends Payment['status']> = InStatus<Payment, Status>;

type InStatus<State extends { status: string }, Status extends string> = State extends { status: infer Possible }
  ? [Possible & Status] extends [never]
    ? never
    : State & { status: Possible & Status }
  : never;
