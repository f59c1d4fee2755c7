import { z } from '@hono/zod-openapi';
import { paymentPhase } from '#events/billing.ts';
import { money } from '#events/money.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';

const paymentView = z
  .object({
    orderId: z.uuid(),
    status: z.enum(['pending', 'authorized', 'captured', 'failed', 'voided', 'refunded']),
    ...money.partial().shape,
    failure: z
      .object({
        phase: paymentPhase,
        code: z.string().meta({ description: 'The provider’s, such as `card_declined` or `authentication_required`' }),
        detail: z.string().optional().meta({ description: 'What the customer can do about it, where we know' }),
      })
      .optional(),
  })
  .meta({
    id: 'Payment',
    description: 'The amount is absent for an order that was cancelled before it was billed',
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
  request: { params: z.object({ orderId: uuid }) },
  responses: { 200: json(paymentView, 'The payment') },
});

export type PaymentView = z.infer<typeof paymentView>;
