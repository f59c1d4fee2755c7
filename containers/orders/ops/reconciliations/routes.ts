import { z } from '@hono/zod-openapi';
import { because } from '#shared/http/because.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { instant } from '#shared/http/instant.ts';
import { limitUpTo, pageOf, pageQuery } from '#shared/http/page.ts';
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
    apply: z.boolean().default(false).meta({ description: 'Whether repairs are made or only suggested' }),
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
      .meta({ description: 'How many things of each kind have been compared in total' }),
    position: z
      .string()
      .max(2000)
      .regex(/^[\x20-\x7e]*$/)
      .optional()
      .meta({ description: 'Where to continue' }),
    end: z.boolean().default(false).meta({ description: 'Whether everything has been compared' }),
  })
  .meta({ id: 'ReconciliationProgress', example: { drifts: [], looked: { orders: 100 }, end: false } });

const keyMeaning =
  'Identifies this request and never expires: the same body gets the reconciliation that it began, and a different body is refused';

export const begin = route({
  ...write,
  path: '/v1/ops/reconciliations',
  operationId: 'beginReconciliation',
  summary: 'Begin a comparison of all records; stores who began it, when and why',
  description:
    'The comparing program (`npm run ops -- reconcile`) reads the lists of each service and reports here what does not agree. With an ' +
    '`Idempotency-Key`, which belongs to the operator, the same request returns the reconciliation that it began, as it is now. ' +
    'Without one, each request begins another.',
  refuses: ['idempotency-key-reused'],
  request: {
    headers: optionalIdempotencyHeader(keyMeaning),
    body: json(beginBody, 'What to compare, and why'),
  },
  responses: { 201: json(runView, 'The reconciliation') },
});

export const list = route({
  ...read,
  path: '/v1/ops/reconciliations',
  operationId: 'listReconciliations',
  summary: 'List reconciliations, newest first',
  ...conditional,
  request: { query: pageQuery },
  responses: { 200: { ...json(pageOf(runView), 'A page of reconciliations'), ...etag }, ...notModified },
});

export const get = route({
  ...read,
  path: '/v1/ops/reconciliations/{runId}',
  operationId: 'getReconciliation',
  summary: 'Read a reconciliation, and a page of what did not agree, in the order in which it was found',
  ...conditional,
  request: { params, query: z.strictObject({ ...pageQuery.shape, limit: limitUpTo(1000, 1000) }) },
  responses: { 200: { ...json(runReport, 'The reconciliation'), ...etag }, ...notModified },
});

export const report = route({
  ...write,
  path: '/v1/ops/reconciliations/{runId}/report',
  operationId: 'reportReconciliation',
  refuses: ['reconciliation-ended'],
  summary: 'Report what does not agree, and the progress of the comparison',
  sentAgain: 'Repeating it changes nothing: an item that was reported before is replaced.',
  request: { params, body: json(reportBody, 'What was found since the last report') },
  responses: { 200: json(runView, 'The reconciliation afterwards') },
});
