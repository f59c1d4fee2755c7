import { z } from '@hono/zod-openapi';
import { paymentPhase } from '#events/billing.ts';
import { money } from '#events/money.ts';
import { actionsView } from '#shared/http/actions-view.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { paymentResolutionBody, troubleView } from '#shared/saga/resolve.ts';

const paymentView = z
  .object({
    orderId: z.uuid(),
    status: z.enum(['pending', 'authorized', 'captured', 'failed', 'voided', 'refunded']),
    ...money.partial().shape,
    failure: z
      .object({
        phase: paymentPhase,
        code: z.string().meta({ description: 'The provider’s code, such as `card_declined` or `authentication_required`' }),
        detail: z.string().optional().meta({ description: 'What the customer can do about it, if known' }),
      })
      .optional(),
    ...troubleView,
    ...actionsView,
  })
  .meta({
    id: 'Payment',
    description: 'The amount is absent if the order was cancelled before it was billed',
    example: { orderId: '01a2009f-0c90-7c9e-b880-46e95d71d928', status: 'captured', amount: 2599, currency: 'USD' },
  });

export const get = route({
  method: 'get',
  path: '/v1/billing/payments/{orderId}',
  operationId: 'getPayment',
  access: 'signedIn',
  scope: 'payments:read',
  tags: ['billing'],
  summary: 'Read the payment for an order',
  ...conditional,
  request: { params: z.object({ orderId: uuid }) },
  responses: { 200: { ...json(paymentView, 'The payment'), ...etag }, ...notModified },
});

export const resolve = route({
  method: 'post',
  path: '/v1/billing/payments/{orderId}/resolve',
  operationId: 'resolvePayment',
  access: 'operator',
  scope: 'ops:write',
  refuses: ['not-in-trouble', 'decision-unfit'],
  sentAgain: 'Repeating a retry tries once more; if it has been settled or failed, it is refused.',
  tags: ['operations'],
  summary: 'Resolve a payment whose undo or capture is failing: retry it, settle the undo as done by hand, or fail the capture',
  request: { params: z.object({ orderId: uuid }), body: json(paymentResolutionBody, 'The decision, and why') },
  responses: { 200: json(paymentView, 'The payment afterwards') },
});

export type PaymentView = z.infer<typeof paymentView>;
