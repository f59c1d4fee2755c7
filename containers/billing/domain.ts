import type { PaymentPhase } from '#events/billing.ts';
import type { Draft } from '#events/index.ts';
import type { Money } from '#events/money.ts';
import type { TriggersOf } from '#events/order-saga.ts';

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

/** What the payment provider still has to do for a state; each is safe to ask again. */
export type Work = 'create' | 'confirm' | 'capture' | 'cancel' | 'refund';

/** What the provider came to, never what its errors said. */
export type Outcome =
  | { did: 'create'; intentId: string }
  | { did: 'confirm' | 'capture' | 'cancel' | 'refund' }
  | { did: 'refuse'; code: string }
  /** The intent was captured before the cancel reached it. */
  | { did: 'captureFirst' };

/** What an event makes of a payment; the same object when it changes nothing. */
export function decide(payment: Payment, event: TriggersOf<'billing'>): Payment | 'tooEarly' {
  switch (event.type) {
    case 'OrderPlaced':
      return bill(payment, {
        customerId: event.data.customerId,
        amount: event.data.total,
        paymentMethod: event.data.paymentMethod,
      });
    case 'StockReserved':
      return unblock(payment);
    case 'OrderConfirmed':
      return take(payment);
    case 'ShipmentFailed':
      return undo(payment, undefined);
    case 'OrderCancelled':
      return undo(payment, event.data.customerId);
    default:
      return event satisfies never;
  }
}

/** The provider's next piece of work, if the state is waiting for one. Whoever finds it, resumes it. */
export function workOf(payment: Payment): Work | undefined {
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

/** What the provider's outcome makes of a payment that was waiting for it. */
export function conclude(payment: Payment, outcome: Outcome): Payment {
  switch (payment.status) {
    case 'creating':
      if (outcome.did === 'create') return { ...payment, status: 'confirming', intentId: outcome.intentId };
      return { ...payment, status: 'failed', intentId: undefined, phase: 'authorize', code: codeOf(outcome) };
    case 'confirming':
      if (outcome.did === 'confirm') return { ...payment, status: 'authorized' };
      return { ...payment, status: 'failed', phase: 'authorize', code: codeOf(outcome) };
    case 'capturing':
      if (outcome.did === 'capture') return { ...payment, status: 'captured' };
      return { ...payment, status: 'abandoning', code: codeOf(outcome) };
    case 'abandoning':
      if (outcome.did === 'captureFirst') return { ...payment, status: 'captured' };
      return { ...payment, status: 'failed', phase: 'capture' };
    case 'voiding':
      if (outcome.did === 'captureFirst') return { ...payment, status: 'refunding' };
      return { ...payment, status: 'voided', customerId: payment.terms.customerId };
    case 'refunding':
      return { ...payment, status: 'refunded' };
    default:
      return payment;
  }
}

/** The event that a state stands for; none while we wait for another event or for the provider. */
export function standsFor(payment: Payment): Draft | undefined {
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

function bill(payment: Payment, terms: Terms): Payment {
  if (payment.status === 'none') return { status: 'waiting', terms, stockReserved: false };
  return payment.status === 'waiting' && payment.stockReserved ? { status: 'creating', terms } : payment;
}

function unblock(payment: Payment): Payment {
  if (payment.status === 'none') return { status: 'waiting', terms: undefined, stockReserved: true };
  return payment.status === 'waiting' && payment.terms ? { status: 'creating', terms: payment.terms } : payment;
}

/** Confirmation implies authorization, so an order that is not authorized here has its cause still on the way. */
function take(payment: Payment): Payment | 'tooEarly' {
  if (payment.status === 'authorized') return { ...payment, status: 'capturing' };
  return ['none', 'waiting', 'creating', 'confirming'].includes(payment.status) ? 'tooEarly' : payment;
}

/** An undo cannot refuse. With no stored intent nothing can be held: a tombstone is enough, and a late trigger finds it. */
function undo(payment: Payment, customerId: string | undefined): Payment | 'tooEarly' {
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

const codeOf = (outcome: Outcome): string => (outcome.did === 'refuse' ? outcome.code : 'unexpected_outcome');
