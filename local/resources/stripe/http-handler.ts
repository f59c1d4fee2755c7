import { newId } from './objects.ts';
import type { StripeAnswer, StripeCall } from './operations.ts';

/**
 * Speaks HTTP for a Stripe that may be asynchronous, so that faults can be put around the real one. Checks the API key, which
 * must be a test key, and refuses a request whose idempotency key another one is still using.
 */
export function stripeHttpHandler(
  stripe: (call: StripeCall) => StripeAnswer | Promise<StripeAnswer>,
): (request: Request) => Promise<Response> {
  const keysInUse = new Set<string>();

  async function answer(request: Request, requestId: string): Promise<StripeAnswer> {
    const { pathname: path, search } = new URL(request.url);
    if (path.startsWith('/v1/') && !isTestKey(request.headers.get('authorization'))) return unauthenticated;
    const isPost = request.method === 'POST';
    const key = (isPost && request.headers.get('idempotency-key')) || undefined;
    if (key && keysInUse.has(key)) return keyInUse;
    if (key) keysInUse.add(key);
    try {
      const params = isPost ? await request.text() : search;
      return await stripe({ method: request.method, path, params, requestId, ...(key && { idempotencyKey: key }) });
    } catch (error) {
      // Stripe says no more than this either; whoever runs the stack needs the reason.
      console.error('The Stripe stand-in failed:', error);
      return broken;
    } finally {
      if (key) keysInUse.delete(key);
    }
  }

  return async (request) => {
    const requestId = newId('req');
    const { status, body, headers } = await answer(request, requestId);
    const echoed = request.headers.get('idempotency-key');
    return Response.json(body, {
      status,
      headers: { 'request-id': requestId, ...(echoed && { 'idempotency-key': echoed }), ...headers },
    });
  };
}

/** A test key alone, so that nobody's live key is ever sent here and taken for granted. */
function isTestKey(authorization: string | null): boolean {
  return /^Bearer (sk|rk)_test_\w+$/.test(authorization ?? '');
}

const unauthenticated: StripeAnswer = {
  status: 401,
  body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: the stand-in takes sk_test_... only.' } },
};

const keyInUse: StripeAnswer = {
  status: 409,
  body: {
    error: {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: 'There is currently another in-progress request using this Idempotent Key.',
    },
  },
};

const broken: StripeAnswer = {
  status: 500,
  body: { error: { type: 'api_error', message: 'An unknown error occurred.' } },
};
