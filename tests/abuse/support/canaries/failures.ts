import type { Canaries } from './canaries.ts';
import type { Failure } from './providers.ts';

const error = (status: number, error: object): Failure => ({ status, body: JSON.stringify({ error }) });

/** Failures of the payment provider, with messages that must not be repeated. */
export function stripeFailures({ providerMessage, stripeKey }: Canaries): readonly Failure[] {
  // Two lines; the second looks like a stack frame.
  const message = `Card of ${providerMessage}\n    at ${providerMessage} (stripe.js:1:1)`;
  return [
    error(402, { type: 'card_error', code: 'card_declined', message, param: providerMessage }),
    error(500, { type: 'api_error', message }),
    error(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${stripeKey}` }),
    { status: 200, body: `<html>${providerMessage}` },
    'hang up',
  ];
}

/** Failures of the carrier, which quote the given address. */
export function carrierFailures({ carrierMessage, line1 }: Canaries): readonly Failure[] {
  return [
    { status: 500, body: JSON.stringify({ message: carrierMessage }) },
    { status: 400, body: JSON.stringify({ code: 'invalid_request', message: `${line1}: ${carrierMessage}` }) },
    { status: 200, body: `<html>${carrierMessage}` },
    { status: 201, body: JSON.stringify({ trackingNumber: { [carrierMessage]: line1 } }) },
    { status: 422, body: JSON.stringify({ code: 'undeliverable_address', message: line1 }) },
    'hang up',
  ];
}

/** Messages that no consumer can process, by their `type` attribute and by their content. */
export function poison({ poisonText, poisonField, email }: Canaries): readonly string[] {
  const envelope = { specversion: '1.0', id: poisonField, source: '/orders', subject: poisonField, time: poisonField };
  const data = { customerId: email, [poisonField]: poisonField, lines: [{ [poisonField]: 1 }] };
  return [
    poisonText,
    `{"type":"OrderPlaced","a":"${poisonText}\n    at ${poisonText}`,
    JSON.stringify({ ...envelope, type: poisonText }),
    JSON.stringify({ ...envelope, type: 'OrderPlaced', data }),
    JSON.stringify({ ...envelope, type: 'OrderPlaced', data: poisonText }),
  ];
}
