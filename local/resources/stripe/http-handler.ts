import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { newId } from './objects.ts';
import type { StripeAnswer, StripeCall } from './operations.ts';

/**
 * The HTTP layer for a Stripe function that may be asynchronous, so that tests can wrap it with faults. Checks that the API key
 * is a test key, and refuses a request whose idempotency key is in use. Works on Node's own request objects: an order makes
 * three calls, and creating a Request and a Response for each costs more than answering it.
 */
export function stripeHttpHandler(stripe: (call: StripeCall) => StripeAnswer | Promise<StripeAnswer>): RequestListener {
  const keysInUse = new Set<string>();

  async function answer(request: IncomingMessage, requestId: string): Promise<StripeAnswer> {
    const { method = 'GET', url = '/', headers } = request;
    const [path = '/', search = ''] = url.split(/\?(.*)/s);
    if (path.startsWith('/v1/') && !isTestKey(headers.authorization)) return unauthenticated;
    const version = headers['stripe-version']?.toString();
    if (version !== undefined && !looksLikeVersion.test(version)) return wrongVersion(version);
    const isPost = method === 'POST';
    const key = isPost ? idempotencyKey(request) : undefined;
    if (key && keysInUse.has(key)) return keyInUse;
    if (key) keysInUse.add(key);
    try {
      const params = isPost ? await text(request) : search;
      return await stripe({ method, path, params, requestId, ...(key && { idempotencyKey: key }) });
    } catch (error) {
      // Stripe reveals no more than this either. The developer at the console needs the reason.
      console.error('The Stripe stand-in failed:', error);
      return broken;
    } finally {
      if (key) keysInUse.delete(key);
    }
  }

  return async (request, response) => {
    const requestId = newId('req');
    const answered = await answer(request, requestId);
    const echoed = idempotencyKey(request);
    const headers = { 'request-id': requestId, ...(echoed && { 'idempotency-key': echoed }), ...answered.headers };
    send(response, { ...answered, headers });
  };
}

const idempotencyKey = ({ headers }: IncomingMessage) => headers['idempotency-key']?.toString() || undefined;

function send(response: ServerResponse, { status, body, headers }: StripeAnswer): void {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers }).end(json);
}

/** Accepts test keys only, so that a live key sent here by mistake does not appear to work. */
function isTestKey(authorization: string | undefined): boolean {
  return /^Bearer (sk|rk)_test_\w+$/.test(authorization ?? '');
}

const unauthenticated: StripeAnswer = {
  status: 401,
  body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: the stand-in takes sk_test_... only.' } },
};

/** A date, followed by a name since 2024. */
const looksLikeVersion = /^20\d\d-[01]\d-[0-3]\d(\.\w+)?$/;

const wrongVersion = (version: string): StripeAnswer => ({
  status: 400,
  body: { error: { type: 'invalid_request_error', message: `Invalid Stripe API version: ${version}` } },
});

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
