import type { Money } from '#events/money.ts';
import { afterFailure, type Failure, type Resolution, triedAgain, troubleOf } from '#shared/saga/trouble.ts';
import { givenUpCode, type Payment, type PaymentIn, steps } from './domain.ts';

/** A side effect at the payment provider. All of them are idempotent. */
export type Effect = 'create' | 'confirm' | 'capture' | 'find' | 'cancel' | 'refund';

/** The result of an effect according to the provider's records, never according to its error messages. */
export type EffectResult =
  | { did: 'create'; intentId: string }
  | { did: 'confirm' | 'capture' | 'cancel' | 'refund' }
  | { did: 'find'; intentId: string; amount: Money; paymentMethod: string }
  | { did: 'findNothing' }
  | { did: 'refuse'; code: string }
  /** The intent was captured before the cancel reached it. */
  | { did: 'captureFirst' };

/** The effect that a state requires, if any. Any replica that loads such a state resumes the effect. */
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
 * States that need not be stored before their effect runs. An unconfirmed intent holds no money, and if a capture races with a cancel,
 * the provider decides. A capture that an operator retries is stored, or its trouble would outlast the decision. `confirming` must be stored first, or an undo would not know what to cancel.
 */
export const isTransient = (payment: Payment): boolean =>
  payment.status === 'creating' || (payment.status === 'capturing' && !('trouble' in payment));

/** Applies an effect's result to a payment. */
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
      if (result.did !== 'capture') return steps.capturePayment.refuse(payment, codeOf(result));
      return { status: 'captured', terms: payment.terms, intentId: payment.intentId };
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

/** The final state of an undo, whether the provider completed it or an operator did by hand. */
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

/** Rebuilds lost terms from the intent that was found. */
function foundBy({ terms, customerId }: PaymentIn<'searching'>, found: EffectResult & { did: 'find' }) {
  const { intentId, amount, paymentMethod } = found;
  return { terms: terms ?? { customerId, amount, paymentMethod }, intentId };
}

/**
 * The state after a failed effect. An undo is eventually given up, and so is a capture, but never quickly: a definite refusal of a
 * capture is a result and not a failure, so a failure is our own fault or may end by itself. It never fails the order unless a person decides so.
 */
export function noteFailure(payment: Payment, failure: Failure): Payment | undefined {
  if (!isTroubled(payment)) return undefined;
  const isFault = payment.status === 'capturing' && failure.kind !== 'refusesAll';
  const trouble = afterFailure(payment.trouble, isFault ? { ...failure, kind: 'retry' } : failure);
  return trouble === payment.trouble ? payment : { ...payment, trouble };
}

/** Lets an operator retry what is failing, mark an undo as done by hand, or treat a capture as refused, which undoes the order. */
export function resolvePayment(payment: Payment, resolution: Resolution): Payment | 'refused' {
  if (!isTroubled(payment) || !payment.trouble) return 'refused';
  if (resolution.decision === 'retry') return { ...payment, trouble: triedAgain(payment.trouble, resolution.at) };
  if (payment.status !== 'capturing') return resolution.decision === 'settle' ? { ...undone(payment), resolution } : 'refused';
  return resolution.decision === 'fail' ? { ...steps.capturePayment.refuse(payment, givenUpCode), resolution } : 'refused';
}

/** What is failing, and who resolved it, for display. An older build may have left trouble in a row that is no longer in trouble. */
export function troubleIn(payment: Payment): ReturnType<typeof troubleOf> {
  const shown = isTroubled(payment) ? payment : { ...payment, trouble: undefined };
  return troubleOf(shown, payment.status === 'capturing' ? 'capture' : 'undo');
}

/** Whether what the state asks for may fail again and again: the capture, and every undo. */
const isTroubled = (payment: Payment): payment is Undoing | PaymentIn<'capturing'> =>
  ['capturing', 'abandoning', 'searching', 'voiding', 'refunding'].includes(payment.status);

const codeOf = (result: EffectResult): string => (result.did === 'refuse' ? result.code : 'unexpected_outcome');
