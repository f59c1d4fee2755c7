import { type ProblemType, problemTypes } from '#shared/errors/problem-types.ts';
import { exampleOf } from '#shared/http/refusals.ts';
import { serviceNames } from '../api.ts';

export const info = {
  title: 'CloudServices',
  version: '1.0.0',
  summary: 'An order platform: identity, catalog, orders, stock, payments, shipments.',
  description: `Register or sign in, browse the catalog, place an order, and read it until it is settled.

**Tokens.** \`POST /v1/auth/login\` answers an access token, which is sent as \`Authorization: Bearer …\` and lives for minutes, and a
refresh token, which \`POST /v1/auth/refresh\` exchanges once for the next two; sent again within seconds, it brings the same ones. Here, paste an access token under *Authorize*.

**Errors.** What a service refuses is a problem document (\`application/problem+json\`, RFC 9457) whose \`type\` names the reason, for
ever. What the gateway refuses before any service has seen it is \`{"message": …}\` as \`application/json\`.

**Doing it once.** \`POST /v1/orders\` and stock adjustments need an \`Idempotency-Key\`; registrations, new products and offered
uploads take one. A key is its caller's own. The same key with the same body gets the first
answer again, so a request whose answer was lost can be sent once more; with another body it is 422.

**Lists** come in pages, \`{items, nextCursor}\`: send \`nextCursor\` as \`cursor\` for the next one. **Money** is an integer in minor
units. **Bodies** are at most 64 KB, and what is not described in them, or in a query, is refused.

Every answer is found in the logs by its \`x-request-id\`, one of the gateway itself by its \`apigw-requestid\`.

**Too much.** 429 and 503 mean: later. Wait as long as \`Retry-After\` says, if it is there.

The events behind it are in [asyncapi.json](/asyncapi.json).`,
  license: { name: 'MIT', identifier: 'MIT' },
};

export const servers = [{ url: '/', description: 'The gateway that serves this document' }];

const descriptions: Record<(typeof serviceNames)[number], string> = {
  auth: 'Who somebody is: accounts, sessions, tokens, and the keys that verify them',
  catalog: 'What is for sale; admins manage it',
  orders: 'Placing an order, and following it until it is settled',
  inventory: 'How many pieces there are; admins adjust',
  billing: 'The payment for an order',
  shipping: 'The shipment of an order; operators dispatch and deliver',
};

export const tags = [
  ...serviceNames.map((name) => ({ name, description: descriptions[name] })),
  {
    name: 'operations',
    description: 'Finding orders that are stuck, and having them go on; for operators, over several services',
  },
];

const header = (description: string, schema: object) => ({ description, schema });

/** What the merged document has beside what the services say. */
export const components = {
  schemas: {
    GatewayError: {
      type: 'object',
      description: 'What API Gateway itself answers; no service has seen the request, or none has answered it in time',
      properties: { message: { type: 'string' } },
      required: ['message'],
      additionalProperties: false,
    },
  },
  examples: Object.fromEntries((Object.keys(problemTypes) as ProblemType[]).map((type) => [type, exampleOf(type)])),
  headers: {
    'x-request-id': header('Names the request in the logs; in an answer of the gateway itself `apigw-requestid` does', {
      type: 'string',
    }),
    'cache-control': header('For how long it may be kept, and by whom', { type: 'string' }),
    'retry-after': header('Seconds to wait before trying again', { type: 'integer', minimum: 0 }),
    'www-authenticate': header('How to authenticate (RFC 6750); the gateway itself does not say', { type: 'string' }),
  },
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'at+jwt',
      description: 'The `accessToken` that `POST /v1/auth/login` and `POST /v1/auth/refresh` answer',
    },
  },
};
