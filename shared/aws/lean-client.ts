import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { tracedAwsCall } from '#shared/tracing/calls.ts';
import { currentTracing } from '#shared/tracing/tracing.ts';
import { type Credentials, createSigner, type SignableRequest, type Signer } from './sign.ts';

/**
 * Removes middleware that costs a third of a call and does nothing for us: a log that no one reads but that traverses every input
 * and output, the feature list in the user agent, and the choice of a signing scheme. The SDK still does serialization,
 * endpoints, retries, and obtaining and renewing credentials.
 */
export function leanClient<Client extends DynamoDBClient | SNSClient | SQSClient>(client: Client, service: string): Client {
  const { config, middlewareStack } = client as unknown as AnyClient;
  for (const name of superfluous) middlewareStack.remove(name);
  middlewareStack.addRelativeTo(signing(config, service), {
    name: 'signing',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
  if (currentTracing()) middlewareStack.add(tracing(service), { name: 'tracing', step: 'initialize' });
  return client;
}

const superfluous = ['loggerMiddleware', 'getUserAgentMiddleware', 'httpAuthSchemeMiddleware', 'httpSigningMiddleware'];

// The common part of the three clients; their own types differ in input and output names.
type AnyClient = {
  config: ClientConfig;
  middlewareStack: {
    remove: (name: string) => boolean;
    add: (middleware: TracingMiddleware, options: { name: string; step: 'initialize' }) => void;
    addRelativeTo: (middleware: Middleware, options: { name: string; relation: 'after'; toMiddleware: string }) => void;
  };
};
type ClientConfig = { credentials: () => Promise<Credentials>; region: () => Promise<string> };
type Arguments = { request: SignableRequest };
type Answered = { response: { headers: Record<string, string> } };
type Next = (args: Arguments) => Promise<Answered>;
type Middleware = (next: Next) => Next;
type RefusedError = { $response?: Answered['response']; $metadata?: { clockSkewCorrected?: boolean } };

type TracingMiddleware = (
  next: (args: { input: object }) => Promise<object>,
  context: { commandName?: string },
) => (args: { input: object }) => Promise<object>;

/** Traces a call including its retries. */
const tracing =
  (service: string): TracingMiddleware =>
  (next, { commandName = '' }) =>
  (args) =>
    tracedAwsCall({ service, operation: commandName.replace(/Command$/, ''), input: args.input }, () => next(args));

/** Signs every attempt, using AWS's clock if ours is off by minutes: AWS refuses signatures that are off by 5 minutes. */
function signing(config: ClientConfig, service: string): Middleware {
  let signer: Signer | undefined;
  let skewMilliseconds = 0;

  function learnSkew(headers: Record<string, string> | undefined): boolean {
    const skew = Date.parse(headers?.date ?? '') - Date.now();
    if (Number.isNaN(skew) || Math.abs(skew - skewMilliseconds) < skewMillisecondsMax) return false;
    skewMilliseconds = skew;
    return true;
  }

  return (next) => async (args) => {
    signer ??= createSigner(service, await config.region());
    const headers = signer(args.request, await config.credentials(), new Date(Date.now() + skewMilliseconds));
    try {
      const answered = await next({ ...args, request: { ...args.request, headers } });
      learnSkew(answered.response.headers);
      return answered;
    } catch (error) {
      const { $response, $metadata } = error as RefusedError;
      // This flag tells the SDK that a retry can succeed.
      if (learnSkew($response?.headers) && $metadata) $metadata.clockSkewCorrected = true;
      throw error;
    }
  };
}

const skewMillisecondsMax = 4 * 60_000;
