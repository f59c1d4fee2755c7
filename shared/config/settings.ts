import { z } from 'zod';
import { halfOfCognito, userPoolIdPattern } from '#shared/tokens/cognito-settings.ts';
import { tracingSettings } from '#shared/tracing/settings.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** Which access tokens are valid: those signed by `auth` or, if both Cognito settings are given, those of a user pool. */
export const tokenSettings = {
  TOKEN_ISSUER: z.url().meta({ description: 'The `iss` that access tokens must carry' }),
  TOKEN_AUDIENCE: z.string().min(1).meta({ description: 'The `aud` that access tokens must carry' }),
  JWKS_URL: z.url().meta({ description: 'Address of the public keys that verify access tokens' }),
  COGNITO_USER_POOL_ID: z.string().regex(userPoolIdPattern).optional().meta({
    description:
      'Cognito user pool whose access tokens are accepted instead of those that `auth` signs; its groups are the roles, and `JWKS_URL` must be the pool’s',
  }),
  COGNITO_CLIENT_ID: z.string().min(1).optional().meta({
    description: 'App client of the user pool that access tokens must be issued for; their lifetime may be at most 10 minutes',
  }),
};

/** The refinement of a configuration with `tokenSettings`: setting only one of the two would silently disable Cognito. */
export const cognitoIsWhole = [
  (config: { COGNITO_USER_POOL_ID?: string | undefined; COGNITO_CLIENT_ID?: string | undefined }) =>
    (config.COGNITO_USER_POOL_ID === undefined) === (config.COGNITO_CLIENT_ID === undefined),
  {
    error: halfOfCognito,
    // Runs even if other settings are invalid, so that all problems are reported together.
    when: () => true,
  },
] as const;

/** How a request proves that it came through the CDN. */
export const cdnSettings = {
  CDN_SECRET: z
    .string()
    .regex(/^[^,]{32,}(,[^,]{32,})*$/, 'must be at least 32 characters long')
    .optional()
    .meta({
      description:
        'Secret that the CloudFront distribution sends with each request, so that the client address it reports is trusted. Without it, the client address is the one the gateway saw. Several, separated by commas, are accepted during a rotation. If the authorizer has one, it refuses requests without it',
    }),
};

/** The settings of every service. The AWS clients read their own (AWS_REGION, AWS_ENDPOINT_URL, credentials). */
export const serviceSettings = {
  PORT: port.default(8080).meta({ description: 'Port to listen on; 0 picks a free one' }),
  HOST: z.string().default('0.0.0.0').meta({ description: 'Address to listen on' }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta({ description: 'Lowest level that is logged' }),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().int().min(0).max(30).default(0).meta({
    description:
      'How long requests are still served after SIGTERM, until the load balancer has stopped sending them. Shutdown may take another 25 s; the platform must not kill the process before then',
  }),
  ...tokenSettings,
  ...tracingSettings,
};

/** How many messages a service handles at once; its default depends on what it does with them. */
export function consumerConcurrency(fallback: number) {
  const description = 'Messages handled at once per replica';
  return z.coerce.number().int().min(1).max(1000).default(fallback).meta({ description });
}

/** The settings of a service that takes part in the saga. */
export const messagingSettings = {
  TOPIC_ARN: z.string().startsWith('arn:').meta({ description: 'SNS topic that only this service publishes to' }),
  QUEUE_URL: z.url().meta({ description: 'SQS queue that this service consumes' }),
  DEAD_LETTER_QUEUE_URL: z.url().meta({ description: 'SQS queue for messages that cannot be processed, with the reason' }),
  CONSUMER_CONCURRENCY: consumerConcurrency(20),
};

/** Of libpq's SSL modes, only the one that verifies the server is allowed: the others only look safe. */
export const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/ })
  .refine((url) => ['', '?sslmode=verify-full'].includes(URL.parse(url)?.search ?? ''), {
    error: 'the only parameter allowed is sslmode=verify-full',
  });

/** The settings of a service that keeps its state in PostgreSQL. */
export const postgresSettings = {
  DATABASE_URL: databaseUrl.meta({
    description:
      'PostgreSQL, as the service’s own role, which may read and write its rows but owns nothing. `?sslmode=verify-full` requires TLS, with a trusted certificate that names the host',
  }),
  DATABASE_AUTHENTICATION: z
    .enum(['password', 'iam'])
    .default('password')
    .meta({ description: 'How the role signs in: with the password in the URL, or with a token signed by IAM' }),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(1).max(100).default(10).meta({ description: 'Connections per replica' }),
};

export const table = (content: string) =>
  z
    .string()
    .min(3)
    .max(255)
    .meta({ description: `DynamoDB table of ${content}` });

/** The settings of a service whose routes for staff refuse revoked access tokens. `auth` owns the table. */
export const revocationSettings = { REVOCATIONS_TABLE: table('revoked access tokens, read only') };

export const metricsNamespace = z
  .string()
  .regex(/^[\w./#:-]{1,255}$/)
  .default('CloudServices')
  .meta({ description: 'CloudWatch namespace of the metrics in the log; one for each environment of an account' });

/** A queue for each consumer, as `orders=...,billing=...`. */
export const queueMap = z
  .string()
  .regex(/^[\w-]+=[^=,\s]+(,[\w-]+=[^=,\s]+)*$/)
  .transform(
    (text): Record<string, string> => Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string])),
  );
