/** Stripe's error object, found under `error` in a response. */
export type StripeErrorBody = {
  type: 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
};

/** A refusal by Stripe: its HTTP status and its error object. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** Stripe does not accept a parameter: 400. */
export function invalidParameter(param: string, code: string, message: string): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', code, param, message });
}

/** The intent's state does not allow this: 400, with the intent as it is. */
export function unexpectedState(message: string, intent: unknown): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  });
}
