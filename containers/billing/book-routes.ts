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

/** The provider's id of an intent. */
export const intentId = z.string().regex(/^[A-Za-z0-9_]{1,100}$/);

const paymentEntry = z
  .object({
    orderId: z.uuid(),
    step: z
      .string()
      .meta({ description: 'How far it is, step by step: also those that customers do not see, such as `voiding`' }),
    ...money.partial().shape,
    intentId: z.string().optional(),
    ...troubleView,
  })
  .meta({ id: 'PaymentEntry' });

const intentView = z
  .object({
    intentId: z.string(),
    orderId: z.string().optional().meta({ description: 'Absent when it was not made by us' }),
    status: z.string().meta({ description: 'In the provider’s words, such as `requires_capture`' }),
    amount: z.int(),
    currency: z.string(),
    received: z.int(),
    refunded: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Intent', description: 'A payment as the provider has it. Amounts are in minor units of `currency`' });

export const listPayments = route({
  ...read,
  path: '/v1/billing/payments',
  operationId: 'listPayments',
  summary: 'List payments, of some orders or by time, as billing has them',
  request: { query: bookQuery },
  responses: { 200: json(pageOf(paymentEntry), 'A page of payments, by their orders’ ids') },
});

export const listIntents = route({
  ...read,
  path: '/v1/billing/intents',
  operationId: 'listIntents',
  summary: 'List payments as the payment provider has them, newest first',
  request: {
    query: z.strictObject({
      ...pageQuery.shape,
      from: instant.optional().meta({ description: 'Made then or later; in the last 24 hours unless told' }),
      before: instant.optional().meta({ description: 'Made before or in that second' }),
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
  sentAgain: 'Sent again, it changes nothing.',
  summary: 'Give money back that the provider holds or has taken and no order needs',
  description: 'Cancels the intent, or refunds it when it has been captured. Refused while the order’s payment may need it.',
  request: {
    params: z.object({ intentId: intentId.meta({ example: 'pi_3f2a' }) }),
    body: json(because, 'Why'),
  },
  responses: { 200: json(intentView, 'The intent afterwards') },
});

export type PaymentEntry = z.infer<typeof paymentEntry>;
export type IntentView = z.infer<typeof intentView>;
