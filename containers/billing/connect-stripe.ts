import Stripe from 'stripe';
import { tracedHttpCall } from '#shared/tracing/calls.ts';
import { currentTracing } from '#shared/tracing/tracing.ts';

/** Requests have a timeout and at most one retry, so that a hanging provider cannot hold a message forever. */
export function connectStripe(apiKey: string, { hostname, port, protocol }: URL): Stripe {
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(apiKey, {
    host: hostname,
    protocol: scheme,
    ...(port ? { port } : {}),
    timeout: 8_000,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(currentTracing() ? { httpClient: createTracedClient() } : {}),
  });
}

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** The SDK's own client, with every attempt traced. */
function createTracedClient(): HttpClient {
  const client = Stripe.createNodeHttpClient();
  const makeRequest: HttpClient['makeRequest'] = (...request) => {
    const [host, , path, method] = request;
    return tracedHttpCall(
      { method, template: templateOf(path), host },
      (answer) => answer.getStatusCode(),
      () => client.makeRequest(...request),
    );
  };
  return { getClientName: () => client.getClientName(), makeRequest };
}

/** Replaces every segment that is not a word of the API, since it must be an id, and drops the query, which may contain anything. */
function templateOf(path: string): string {
  const [segments = ''] = path.split('?');
  return segments.replace(/[^/]+/g, (segment) => (words.has(segment) ? segment : '{id}'));
}

const words = new Set(['v1', 'payment_intents', 'confirm', 'capture', 'cancel', 'search', 'refunds']);
