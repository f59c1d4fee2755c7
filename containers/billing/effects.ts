import type { Money } from '#events/money.ts';
import { afterFailure, type Failure, type Resolution } from '#shared/saga/trouble.ts';
import { type Payment, type PaymentIn, steps } from './domain.ts';

/** What the payment provider has to do for a state; each is safe to ask again. */
export type Effect = 'create' | 'confirm' | 'capture' | 'find' | 'cancel' | 'refund';

/** What the provider's records say came of an effect, never what its errors said. */
export type EffectResult =
  | { did: 'create'; intentId: string }
  | { did: 'confirm' | 'capture' | 'cancel' | 'refund' }
  | { did: 'find'; intentId: string; amount: Money; paymentMethod: string }
  | { did: 'findNothing' }
  | { did: 'refuse'; code: string }
  /** The intent was captured before the cancel reached it. */
  | { did: 'captureFirst' };

/** The effect that a state requires, if any. A replica that finds such a state resumes it. */
export function effectOf(payment: Payment): Effect | undefined {
  if ('trouble' in payment && payment.trouble?.givenUp) return undefined;
  switch (payment.status) {
    case 'creating':
      return 'create';
    case 'confirming':
      return 'confirm';
    case 'capturing':
      return 'capture';
    case 'searching':
      return 'find';
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
      return steps.authorizePayment.refuse(payment, codeOf(result));
    case 'confirming':
      return result.did === 'confirm'
        ? { ...payment, status: 'authorized' }
        : steps.authorizePayment.refuse(payment, codeOf(result));
    case 'capturing':
      return result.did === 'capture' ? { ...payment, status: 'captured' } : steps.capturePayment.refuse(payment, codeOf(result));
    case 'abandoning':
      if (result.did === 'captureFirst') return { status: 'captured', terms: payment.terms, intentId: payment.intentId };
      return undone(payment);
    case 'searching':
      return result.did === 'find' ? { status: 'voiding', ...foundBy(payment, result) } : undone(payment);
    case 'voiding':
      if (result.did === 'captureFirst') return { status: 'refunding', terms: payment.terms, intentId: payment.intentId };
      return undone(payment);
    case 'refunding':
      return undone(payment);
    default:
      return payment;
  }
}

type Undoing = PaymentIn<'abandoning' | 'searching' | 'voiding' | 'refunding'>;

/** How an undo ends, whether the provider has done it or an operator says so. */
function undone(undoing: Undoing): PaymentIn<'failed' | 'voided' | 'refunded'> {
  const payment = { ...undoing, trouble: undefined };
  switch (payment.status) {
    case 'abandoning':
      return { ...payment, status: 'failed', phase: 'capture' };
    case 'searching':
      return { ...payment, status: 'voided', intentId: undefined };
    case 'voiding':
      return { ...payment, status: 'voided', customerId: payment.terms.customerId };
    case 'refunding':
      return { ...payment, status: 'refunded' };
    default:
      return payment satisfies never;
  }
}

/** What was found stands for the terms that we have lost. */
function foundBy({ terms, customerId }: PaymentIn<'searching'>, found: EffectResult & { did: 'find' }) {
  const { intentId, amount, paymentMethod } = found;
  return { terms: terms ?? { customerId, amount, paymentMethod }, intentId };
}

/** The state of a payment after its effect failed: an undo is given up eventually. */
export function noteFailure(payment: Payment, failure: Failure): Payment | undefined {
  return isUndoing(payment) ? { ...payment, trouble: afterFailure(payment.trouble, failure) } : undefined;
}

/** An operator has an undo that is in trouble tried again, or settles it as done by hand. */
export function resolvePayment(payment: Payment, resolution: Resolution): Payment | 'refused' {
  if (!isUndoing(payment) || !payment.trouble) return 'refused';
  return resolution.decision === 'retry' ? { ...payment, trouble: undefined } : { ...undone(payment), resolution };
}

const isUndoing = (payment: Payment): payment is Undoing =>
  ['abandoning', 'searching', 'voiding', 'refunding'].includes(payment.status);

const codeOf = (result: EffectResult): string => (result.did === 'refuse' ? result.code : 'unexpected_outcome');
