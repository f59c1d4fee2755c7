import { devNull } from 'node:os';
import type { Backends } from './backends.ts';
import { localAws } from './resources/local-aws.ts';

type Environment = Record<string, string>;

/** The variables of every process: those that Terraform sets on AWS, with local addresses. */
export function commonEnvironment({ dynamodb, messaging, bucket, authUrl }: Backends & { authUrl: string }): Environment {
  return {
    LOG_LEVEL: process.env.LOG_LEVEL || 'info',
    AWS_REGION: localAws.region,
    AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
    // The user's own AWS profile may have other endpoints and keys.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ENDPOINT_URL_SNS: messaging.endpoint,
    AWS_ENDPOINT_URL_SQS: messaging.endpoint,
    AWS_ENDPOINT_URL_S3: bucket.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_CLOUDWATCH: messaging.cloudwatchEndpoint,
    JWKS_URL: `${authUrl}/v1/auth/.well-known/jwks.json`,
    TOKEN_ISSUER: 'https://cloudservices.local',
    TOKEN_AUDIENCE: 'cloudservices',
  };
}

/** The additional variables of each service. */
export function serviceEnvironments(
  backends: Backends,
  { signingKeys, gatewayUrl }: { signingKeys: string; gatewayUrl: string },
) {
  const { postgres, messaging, stripe, carrier } = backends;
  const database = (role: string) => ({ DATABASE_URL: postgres.urlOf(role) });
  const bus = (name: string) => ({
    TOPIC_ARN: messaging.topicArns[name] ?? '',
    QUEUE_URL: messaging.queueUrls[name] ?? '',
    DEAD_LETTER_QUEUE_URL: messaging.queueUrls[`${name}-dlq`] ?? '',
  });
  return {
    auth: { ...database('auth'), ...tables('revocations'), SIGNING_KEYS: signingKeys },
    catalog: { ...tables('products', 'offers', 'uploads', 'revocations'), ...pictures(backends, gatewayUrl) },
    orders: {
      ...database('orders'),
      ...bus('orders'),
      ...tables('products', 'stock', 'revocations', 'timeline', 'dead-letters'),
      CONSUMER_QUEUES: queueMapOf(messaging, (_, url) => url),
      ORDER_DEADLINE_SECONDS: process.env.ORDER_DEADLINE_SECONDS ?? '',
    },
    inventory: { ...bus('inventory'), ...tables('products', 'stock', 'reservations', 'adjustments', 'revocations') },
    billing: {
      ...database('billing'),
      ...bus('billing'),
      ...tables('revocations'),
      STRIPE_API_KEY: 'sk_test_local',
      STRIPE_API_URL: stripe.url,
    },
    shipping: { ...database('shipping'), ...bus('shipping'), ...tables('revocations'), CARRIER_URL: carrier.url },
  } satisfies Record<string, Environment>;
}

/** The additional variables of each function. */
export function functionEnvironments(backends: Backends, gatewayUrl: string) {
  return {
    authorizer: {},
    timeline: tables('timeline'),
    media: { ...tables('products', 'uploads'), ...pictures(backends, gatewayUrl) },
    'dead-letters': {
      ...tables('dead-letters'),
      DEAD_LETTER_QUEUES: queueMapOf(backends.messaging, (consumer) => `${consumer}-dlq`),
    },
  } satisfies Record<string, Environment>;
}

/** Where pictures are stored and served: locally the gateway also stands in for the CDN. */
const pictures = ({ bucket }: Backends, gatewayUrl: string) => ({ MEDIA_BUCKET: bucket.name, MEDIA_URL: gatewayUrl });

/** One value per consumer, taken from its queue. */
function queueMapOf({ queueUrls }: Backends['messaging'], of: (consumer: string, url: string) => string): string {
  const queues = Object.entries(queueUrls).filter(([name]) => `${name}-dlq` in queueUrls);
  return queues.map(([consumer, url]) => `${consumer}=${of(consumer, url)}`).join();
}

/** A table's name is in a variable named after it: `PRODUCTS_TABLE=products`. */
function tables(...names: string[]): Environment {
  return Object.fromEntries(names.map((name) => [`${name.toUpperCase().replaceAll('-', '_')}_TABLE`, name]));
}
