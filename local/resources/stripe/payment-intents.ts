import { refuseFraction } from './amounts.ts';
import { challenge, type createFaults, decline } from './confirmation.ts';
import type { MovementKind } from './database.ts';
import type { Form } from './form.ts';
import type { createLedger } from './ledger.ts';
import { newIntent } from './new-intent.ts';
import { type createObjects, type IntentStatus, newId, nowSeconds, type PaymentIntent } from './objects.ts';
import { optionalInteger, optionalText, refuseUnknown } from './parameters.ts';
import { invalidParameter, StripeError, unexpectedState } from './stripe-error.ts';
import { testCard } from './test-cards.ts';

export type Stores = {
  objects: ReturnType<typeof createObjects>;
  ledger: ReturnType<typeof createLedger>;
  meetFault: ReturnType<typeof createFaults>;
};

export function createIntent({ objects }: Stores, params: Form): PaymentIntent {
  return objects.save(newIntent(params));
}

/** Holds the money; a declined card is a 402 that leaves the intent waiting for another payment method. */
export function confirmIntent(stores: Stores, id: string, params: Form): PaymentIntent {
  refuseUnknown(params, ['payment_method', 'return_url', 'off_session', 'error_on_requires_action']);
  const intent = stores.objects.intent(id);
  const token = optionalText(params, 'payment_method') ?? intent.payment_method;
  refuseUnconfirmable(intent);
  if (!token) throw unexpectedState("You cannot confirm this PaymentIntent because it's missing a payment method.", intent);

  const card = testCard(token);
  stores.meetFault(id, card.fault);
  const attempted = { ...intent, payment_method: token, latest_charge: newId('ch') };
  if (card.declined) throw decline(stores.objects, attempted, card.declined);
  if (card.challenges) return challenge(stores.objects, attempted, params.error_on_requires_action === 'true');
  return card.isSlow ? stores.objects.save({ ...attempted, status: 'processing' }) : hold(stores, attempted);
}

/** Reads an intent. This also completes a confirmation in progress, so only a second look reveals its result. */
export function retrieveIntent(stores: Stores, id: string): PaymentIntent {
  const intent = stores.objects.intent(id);
  return intent.status === 'processing' ? hold(stores, intent) : intent;
}

function hold(stores: Stores, intent: PaymentIntent): PaymentIntent {
  move(stores, 'authorized', intent, intent.amount);
  const held = { status: 'requires_capture', amount_capturable: intent.amount, last_payment_error: null } as const;
  return stores.objects.save({ ...intent, ...held });
}

/** Captures the held money or a part of it; the rest of the hold is released. */
export function captureIntent(stores: Stores, id: string, params: Form): PaymentIntent {
  refuseUnknown(params, ['amount_to_capture']);
  const intent = stores.objects.intent(id);
  if (intent.status === 'succeeded') {
    throw unexpectedState('This PaymentIntent could not be captured because it has already been captured.', intent);
  }
  if (!capturable.includes(intent.status)) {
    throw wrongStatus('This PaymentIntent could not be captured', 'captured', intent, capturable);
  }
  const amount = optionalInteger(params, 'amount_to_capture') ?? intent.amount_capturable;
  const rest = intent.amount_capturable - amount;
  if (amount < 1 || rest < 0) {
    throw invalidParameter('amount_to_capture', 'amount_too_large', `Only ${intent.amount_capturable} can be captured.`);
  }
  refuseFraction('amount_to_capture', amount, intent.currency);
  if (testCard(intent.payment_method ?? '').captureFails) throw captureRefused(intent);

  move(stores, 'captured', intent, amount);
  if (rest > 0) move(stores, 'voided', intent, rest);
  return stores.objects.save({ ...intent, status: 'succeeded', amount_capturable: 0, amount_received: amount });
}

/** Releases what is held, if anything, and refuses every later confirm. */
export function cancelIntent(stores: Stores, id: string, params: Form): PaymentIntent {
  refuseUnknown(params, ['cancellation_reason']);
  const intent = stores.objects.intent(id);
  if (!cancelable.includes(intent.status)) {
    throw wrongStatus('You cannot cancel this PaymentIntent', 'canceled', intent, cancelable);
  }
  if (intent.amount_capturable > 0) move(stores, 'voided', intent, intent.amount_capturable);
  const reason = optionalText(params, 'cancellation_reason') ?? null;
  const canceled = { status: 'canceled', canceled_at: nowSeconds(), cancellation_reason: reason } as const;
  return stores.objects.save({ ...intent, ...canceled, amount_capturable: 0 });
}

const confirmable: IntentStatus[] = ['requires_confirmation', 'requires_payment_method'];
const capturable: IntentStatus[] = ['requires_capture'];
const cancelable: IntentStatus[] = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action'];

function refuseUnconfirmable(intent: PaymentIntent): void {
  if (confirmable.includes(intent.status)) return;
  const what = 'You cannot confirm this PaymentIntent';
  if (intent.status !== 'succeeded' && intent.status !== 'requires_capture') {
    throw wrongStatus(what, 'confirmed', intent, confirmable);
  }
  throw unexpectedState(`${what} because it has already succeeded after being previously confirmed.`, intent);
}

function wrongStatus(what: string, done: string, intent: PaymentIntent, allowed: IntentStatus[]): StripeError {
  const only = `Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`;
  return unexpectedState(`${what} because it has a status of ${intent.status}. ${only}`, intent);
}

/** The intent does not change, so its hold can and must be released by cancelling it. */
function captureRefused(intent: PaymentIntent): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'capture_charge_authorization_expired',
    message: 'The authorization of this charge has expired and it can no longer be captured.',
    charge: String(intent.latest_charge),
    payment_intent: intent,
  });
}

function move({ ledger }: Stores, kind: MovementKind, { id, currency, metadata }: PaymentIntent, amount: number): void {
  ledger.append({ kind, amount, currency, paymentIntent: id, orderId: metadata.orderId ?? null });
}
