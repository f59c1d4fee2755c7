import type { PaymentPhase } from '#events/billing.ts';
import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import type { Money } from '#events/money.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';

/** What an order asks of us: who pays, how much, by what. */
export type Terms = { customerId: string; amount: Money; paymentMethod: string };

/**
 * One order's payment. Money moves in small stored steps, because an undo may overtake an authorization: the provider's
 * intent is created unconfirmed and its id stored before it is confirmed, so that whoever undoes it knows what to cancel.
 */
export type Payment =
  | { status: 'none' }
  | { status: 'waiting'; terms: Terms; stockReserved: false }
  | { status: 'waiting'; terms: undefined; stockReserved: true }
  | { status: 'creating'; terms: Terms }
  | { status: 'confirming' | 'authorized' | 'capturing' | 'captured'; terms: Terms; intentId: string }
  | { status: 'abandoning'; terms: Terms; intentId: string; code: string }
  | { status: 'failed'; terms: Terms; intentId: string | undefined; phase: PaymentPhase; code: string }
  | { status: 'voiding' | 'refunding' | 'refunded'; terms: Terms; intentId: string }
  | { status: 'voided'; terms: Terms | undefined; intentId: string | undefined; customerId: string | undefined };

/** What this service does in the saga, a function for each of its rows in events/order-saga.ts. */
export const steps = {
  authorizePayment: refusable(authorizePayment, declinePayment),
  capturePayment: refusable(capturePayment, refuseCapture),
  voidPayment,
} satisfies StepsOf<'billing', Payment>;

/** Begins once the terms and the stock are both known, whichever comes first. */
function authorizePayment(payment: Payment, event: StepTrigger<'authorizePayment'>): Payment {
  if (event.type === 'StockReserved') {
    if (payment.status === 'none') return { status: 'waiting', terms: undefined, stockReserved: true };
    return payment.status === 'waiting' && payment.terms ? { status: 'creating', terms: payment.terms } : payment;
  }
  const { customerId, total, paymentMethod } = event.data;
  const terms = { customerId, amount: total, paymentMethod };
  if (payment.status === 'none') return { status: 'waiting', terms, stockReserved: false };
  return payment.status === 'waiting' && payment.stockReserved ? { status: 'creating', terms } : payment;
}

/** A payment fails when the provider refuses to create or to confirm its intent; no money is held then. */
function declinePayment({ terms, intentId }: { terms: Terms; intentId?: string }, code: string): Payment {
  return { status: 'failed', terms, intentId, phase: 'authorize', code };
}

/** Confirmation implies authorization, so the cause of an order that is not authorized here is still on its way. */
function capturePayment(payment: Payment): Payment | 'tooEarly' {
  if (payment.status === 'authorized') return { ...payment, status: 'capturing' };
  return ['none', 'waiting', 'creating', 'confirming'].includes(payment.status) ? 'tooEarly' : payment;
}

/** A capture fails when the provider refuses it. The money may still be held, so the intent is cancelled before that is told. */
function refuseCapture({ terms, intentId }: { terms: Terms; intentId: string }, code: string): Payment {
  return { status: 'abandoning', terms, intentId, code };
}

/** An undo cannot refuse. With no stored intent nothing can be held: a tombstone is enough, and a late trigger finds it. */
function voidPayment(payment: Payment, event: StepTrigger<'voidPayment'>): Payment | 'tooEarly' {
  const customerId = event.type === 'OrderCancelled' ? event.data.customerId : undefined;
  switch (payment.status) {
    case 'none':
      return { status: 'voided', terms: undefined, intentId: undefined, customerId };
    case 'waiting':
    case 'creating':
      return { status: 'voided', terms: payment.terms, intentId: undefined, customerId: payment.terms?.customerId ?? customerId };
    case 'confirming':
    case 'authorized':
      return { ...payment, status: 'voiding' };
    case 'captured':
      return { ...payment, status: 'refunding' };
    case 'capturing':
      return 'tooEarly';
    default:
      return payment;
  }
}

/** What the payment provider has to do for a state; each is safe to ask again. */
export type Effect = 'create' | 'confirm' | 'capture' | 'cancel' | 'refund';

/** What the provider's records say came of an effect, never what its errors said. */
export type EffectResult =
  | { did: 'create'; intentId: string }
  | { did: 'confirm' | 'capture' | 'cancel' | 'refund' }
  | { did: 'refuse'; code: string }
  /** The intent was captured before the cancel reached it. */
  | { did: 'captureFirst' };

/** The effect that a state asks for, if any. Whoever finds such a state resumes it. */
export function effectOf(payment: Payment): Effect | undefined {
  switch (payment.status) {
    case 'creating':
      return 'create';
    case 'confirming':
      return 'confirm';
    case 'capturing':
      return 'capture';
    case 'voiding':
    case 'abandoning':
      return 'cancel';
    case 'refunding':
      return 'refund';
    default:
      return undefined;
  }
}

/**
 * The states that need not be stored before their effect is run: an intent that nobody confirms holds nothing, and between a
 * capture and a cancel the intent itself decides. A `confirming` is stored first, or an undo would not know what to cancel.
 */
export const isTransient = ({ status }: Payment): boolean => status === 'creating' || status === 'capturing';

/** What the result of its effect makes of a payment. */
export function conclude(payment: Payment, result: EffectResult): Payment {
  switch (payment.status) {
    case 'creating':
      if (result.did === 'create') return { ...payment, status: 'confirming', intentId: result.intentId };
      return declinePayment(payment, codeOf(result));
    case 'confirming':
      return result.did === 'confirm' ? { ...payment, status: 'authorized' } : declinePayment(payment, codeOf(result));
    case 'capturing':
      return result.did === 'capture' ? { ...payment, status: 'captured' } : refuseCapture(payment, codeOf(result));
    case 'abandoning':
      if (result.did === 'captureFirst') return { ...payment, status: 'captured' };
      return { ...payment, status: 'failed', phase: 'capture' };
    case 'voiding':
      if (result.did === 'captureFirst') return { ...payment, status: 'refunding' };
      return { ...payment, status: 'voided', customerId: payment.terms.customerId };
    case 'refunding':
      return { ...payment, status: 'refunded' };
    default:
      return payment;
  }
}

/** The event that tells of a state; none while we wait for another event or for the provider. */
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

/** The members of `Payment` that can have a status, in that status; `Extract` would drop those that can have another as well. */
export type PaymentIn<Status extends Payment['status']> = InStatus<Payment, Status>;

type InStatus<State extends { status: string }, Status extends string> = State extends { status: infer Possible }
  ? [Possible & Status] extends [never]
    ? never
    : State & { status: Possible & Status }
  : never;

const codeOf = (result: EffectResult): string => (result.did === 'refuse' ? result.code : 'unexpected_outcome');
