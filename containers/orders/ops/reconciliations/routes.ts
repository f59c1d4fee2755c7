import { z } from '@hono/zod-openapi';
import { because } from '#shared/http/because.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { drift } from '#shared/reconciliation/drift.ts';
import { runReport, runView } from './view.ts';

const tags = ['operations'];
const read = { method: 'get', access: 'operator', scope: 'ops:read', tags } as const;
const write = { method: 'post', access: 'operator', scope: 'ops:write', tags } as const;
const params = z.object({ runId: uuid });

const beginBody = z
  .strictObject({
    ...because.shape,
    apply: z.boolean().default(false).meta({ description: 'Whether repairs are made, or only suggested' }),
    from: instant,
    before: instant,
  })
  .refine(({ from, before }) => Date.parse(from) < Date.parse(before), { path: ['before'], message: 'must be later than `from`' })
  .meta({
    id: 'BeginReconciliation',
    example: { reason: 'after the restore', apply: false, from: '2026-11-20T00:00:00Z', before: '2026-11-27T12:00:00Z' },
  });

const reportBody = z
  .strictObject({
    drifts: z.array(drift).max(50),
    looked: z
      .strictObject(
        Object.fromEntries(
          ['orders', 'payments', 'shipments', 'intents', 'bookings', 'reservations', 'products', 'uncounted'].map((name) => [
            name,
            z.int().min(0).max(1_000_000_000).optional(),
          ]),
        ),
      )
      .meta({ description: 'How many things of each kind have been looked at in all' }),
    position: z
      .string()
      .max(2000)
      .regex(/^[\x20-\x7e]*$/)
      .optional()
      .meta({ description: 'Where to go on' }),
    end: z.boolean().default(false).meta({ description: 'Whether everything has been compared' }),
  })
  .meta({ id: 'ReconciliationProgress', example: { drifts: [], looked: { orders: 100 }, end: false } });

export const begin = route({
  ...write,
  path: '/v1/ops/reconciliations',
  operationId: 'beginReconciliation',
  summary: 'Begin to compare all books, and note who does, when and why',
  description:
    'Whoever compares reads the lists of each service, and reports here what does not agree: `npm run ops -- reconcile`.',
  sentAgain: 'Sent again, it is one more.',
  request: { body: json(beginBody, 'What is compared, and why') },
  responses: { 201: json(runView, 'The reconciliation') },
});

export const list = route({
  ...read,
  path: '/v1/ops/reconciliations',
  operationId: 'listReconciliations',
  summary: 'List comparisons of the books, newest first',
  request: { query: pageQuery },
  responses: { 200: json(pageOf(runView), 'A page of reconciliations') },
});

export const get = route({
  ...read,
  path: '/v1/ops/reconciliations/{runId}',
  operationId: 'getReconciliation',
  summary: 'Read a comparison of the books, and what did not agree',
  request: { params },
  responses: { 200: json(runReport, 'The reconciliation') },
});

export const report = route({
  ...write,
  path: '/v1/ops/reconciliations/{runId}/report',
  operationId: 'reportReconciliation',
  refuses: ['reconciliation-ended'],
  summary: 'Report what does not agree, and how far the comparison has come',
  sentAgain: 'Sent again, it changes nothing: what was reported before is replaced.',
  request: { params, body: json(reportBody, 'What was found since the last report') },
  responses: { 200: json(runView, 'The reconciliation afterwards') },
});
