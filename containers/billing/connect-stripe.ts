import Stripe from 'stripe';
import { tracedHttpCall } from '#shared/tracing/calls.ts';

/** Bounded, so that a payment whose provider hangs comes to an end, and its message to another try. */
export function connectStripe(apiKey: string, { hostname, port, protocol }: URL): Stripe {
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(apiKey, {
    host: hostname,
    protocol: scheme,
    ...(port ? { port } : {}),
    timeout: 8_000,
    maxNetworkRetries: 1,
    telemetry: false,
    httpClient: createHttpClient(),
  });
}

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** The SDK's own, with each try traced. */
function createHttpClient(): HttpClient {
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

/** Ids begin with what they are of; a query may hold anything. */
const templateOf = (path: string) => path.replace(/\?.*$/s, '').replace(/\/[a-z]+_\w*\d\w*(?=\/|$)/gi, '/{id}');
