import { z } from '@hono/zod-openapi';
import { money } from '#events/money.ts';
import { because } from '#shared/http/because.ts';
import { bookQuery } from '#shared/http/book-query.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { troubleView } from '#shared/saga/resolve.ts';

const tags = ['operations'];
const read = { method: 'get', access: 'operator', scope: 'ops:read', tags } as const;

const idPattern = '[A-Za-z0-9_]{1,100}';

/** The provider's id for an intent. */
export const intentId = z.string().regex(new RegExp(`^${idPattern}$`));

/** The provider is asked for each of them. */
const idsMax = 20;
const intentIds = z
  .string()
  .regex(new RegExp(`^${idPattern}(,${idPattern}){0,${idsMax - 1}}$`), `must be up to ${idsMax} ids, separated by commas`)
  .optional()
  .meta({
    description: 'Only these, if the provider has them, whenever they were created: their ids, separated by commas',
    example: 'pi_3f2a',
  });

const paymentEntry = z
  .object({
    orderId: z.uuid(),
    step: z.string().meta({ description: 'The state in detail, including those that customers do not see, such as `voiding`' }),
    ...money.partial().shape,
    intentId: z.string().optional(),
    ...troubleView,
  })
  .meta({ id: 'PaymentEntry' });

const intentView = z
  .object({
    intentId: z.string(),
    orderId: z.string().optional().meta({ description: 'Absent if it was not created by us' }),
    status: z.string().meta({ description: 'The provider’s status, such as `requires_capture`' }),
    amount: z.int(),
    currency: z.string(),
    received: z.int(),
    refunded: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Intent', description: 'A payment in the provider’s records. Amounts are in minor units of `currency`' });

export const listPayments = route({
  ...read,
  path: '/v1/billing/payments',
  operationId: 'listPayments',
  summary: 'List the payments in billing’s records, of some orders or by time',
  request: { query: bookQuery },
  responses: { 200: json(pageOf(paymentEntry), 'A page of payments, by their orders’ ids') },
});

export const listIntents = route({
  ...read,
  path: '/v1/billing/intents',
  operationId: 'listIntents',
  summary: 'List the payments in the payment provider’s records, newest first',
  request: {
    query: z.strictObject({
      ...pageQuery.shape,
      intentIds,
      from: instant.optional().meta({ description: 'Created at or after this time; by default in the last 24 hours' }),
      before: instant.optional().meta({ description: 'Created no later than this second' }),
    }),
  },
  responses: { 200: json(pageOf(intentView), 'A page of the provider’s ledger') },
});

export const releaseIntent = route({
  method: 'post',
  access: 'operator',
  scope: 'ops:write',
  tags,
  path: '/v1/billing/intents/{intentId}/release',
  operationId: 'releaseIntent',
  refuses: ['hold-needed'],
  sentAgain: 'Repeating it changes nothing.',
  summary: 'Release or refund money that the provider holds or has taken and that no order needs',
  description: 'Cancels the intent, or refunds it if it has been captured. Refused while the order’s payment may need it.',
  request: {
    params: z.object({ intentId: intentId.meta({ example: 'pi_3f2a' }) }),
    body: json(because, 'Why'),
  },
  responses: { 200: json(intentView, 'The intent afterwards') },
});

export type PaymentEntry = z.infer<typeof paymentEntry>;
export type IntentView = z.infer<typeof intentView>;
