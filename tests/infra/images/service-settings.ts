import { keysUrl } from './neighbour.ts';

export const issuer = 'https://issuer.test';
export const audience = 'cloudservices';

/** Where auth's signing key file is mounted inside its container. */
export const signingKeyInside = '/run/signing-key.pem';

const nobody = 'http://127.0.0.1:9';
const account = '000000000000';

/** Settings with which every service starts, as in the task definitions; nothing listens at the addresses. */
export const serviceSettings = (service: string): Record<string, string> => ({
  TOKEN_ISSUER: issuer,
  TOKEN_AUDIENCE: audience,
  JWKS_URL: keysUrl,
  SIGNING_KEYS: `file:${signingKeyInside}@2020-01-01T00:00:00Z`,
  DATABASE_URL: `postgres://${service}:secret@127.0.0.1:9/cloudservices`,
  TOPIC_ARN: `arn:aws:sns:us-east-1:${account}:${service}`,
  QUEUE_URL: `${nobody}/${account}/${service}`,
  DEAD_LETTER_QUEUE_URL: `${nobody}/${account}/${service}-dlq`,
  ...Object.fromEntries(tables.map((table) => [`${table.toUpperCase().replaceAll('-', '_')}_TABLE`, table])),
  CONSUMER_QUEUES: `orders=${nobody}/${account}/orders`,
  MEDIA_BUCKET: 'media',
  MEDIA_URL: nobody,
  STRIPE_API_KEY: 'sk_test_nobody',
  STRIPE_API_URL: nobody,
  CARRIER_URL: nobody,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nobody',
  AWS_ENDPOINT_URL: nobody,
});

const tables = [
  'products',
  'offers',
  'uploads',
  'revocations',
  'stock',
  'timeline',
  'reservations',
  'adjustments',
  'dead-letters',
];
