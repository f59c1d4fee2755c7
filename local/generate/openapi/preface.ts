import { type ProblemType, problemTypes } from '#shared/errors/problem-types.ts';
import { exampleOf } from '#shared/http/refusals.ts';
import { type ServiceName, serviceNames } from '../../services.ts';
import { release } from '../release.ts';

export const info = {
  title: 'CloudServices',
  version: release,
  summary: 'An order platform: identity, catalog, orders, stock, payments, shipments.',
  description: `Register or sign in, browse the catalog, place an order, and read it until it is settled.

**Tokens.** \`POST /v1/auth/login\` returns an access token, which you send as \`Authorization: Bearer …\` and which is valid for a few minutes, and a
refresh token, which \`POST /v1/auth/refresh\` exchanges once for a new pair; repeated within seconds, it returns the same pair. On this page, paste an access token under *Authorize*.

**Errors.** A service refuses with a problem document (\`application/problem+json\`, RFC 9457) whose \`type\` names the reason and never
changes. The gateway itself refuses with \`{"message": …}\` as \`application/json\`; then no service has seen the request.

**Idempotency.** \`POST /v1/orders\` and stock adjustments require an \`Idempotency-Key\`; registrations, new products and
uploads accept one. Keys belong to their caller. The same key with the same body returns the first
response again, so you can repeat a request whose response was lost; with a different body it is refused with 422.

**Lists** come in pages, \`{items, nextCursor}\`: send \`nextCursor\` as \`cursor\` for the next one. **Money** is an integer in minor
units. **Bodies** are at most 64 KB. Members and query parameters that are not described are refused.

The logs contain the \`x-request-id\` of every response, or the \`apigw-requestid\` if the gateway itself answered.

**Retries.** 429 and 503 mean: try again later. Wait for as long as \`Retry-After\` says, if it is present.

The events behind it are in [asyncapi.json](/asyncapi.json).`,
  license: { name: 'MIT', identifier: 'MIT' },
};

export const servers = [{ url: '/', description: 'The gateway that serves this document' }];

const descriptions: Record<ServiceName, string> = {
  auth: 'Accounts, sessions, tokens, and the keys that verify them',
  catalog: 'Products for sale; admins manage them',
  orders: 'Place an order, and follow it until it is settled',
  inventory: 'Stock of products; admins adjust it',
  billing: 'The payment for an order',
  shipping: 'The shipment of an order; operators dispatch and deliver',
};

export const tags = [
  ...serviceNames.map((name) => ({ name, description: descriptions[name] })),
  {
    name: 'operations',
    description: 'For operators: find orders that are stuck, and get them moving again; across services',
  },
];

const header = (description: string, schema: object) => ({ description, schema });

/** Components of the merged document that no service defines. */
export const components = {
  schemas: {
    GatewayError: {
      type: 'object',
      description: 'An error from API Gateway itself: no service has seen the request, or none has answered in time',
      properties: { message: { type: 'string' } },
      required: ['message'],
      additionalProperties: false,
    },
  },
  examples: Object.fromEntries((Object.keys(problemTypes) as ProblemType[]).map((type) => [type, exampleOf(type)])),
  headers: {
    'x-request-id': header('Identifies the request in the logs; if the gateway itself answers, `apigw-requestid` does', {
      type: 'string',
    }),
    'cache-control': header('How long the response may be cached, and by whom', { type: 'string' }),
    'retry-after': header('Seconds to wait before trying again', { type: 'integer', minimum: 0 }),
    'www-authenticate': header('How to authenticate (RFC 6750); absent if the gateway itself answers', { type: 'string' }),
  },
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'at+jwt',
      description: 'The `accessToken` returned by `POST /v1/auth/login` and `POST /v1/auth/refresh`',
    },
  },
};
