import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { v7 as newId } from 'uuid';
import { conflict, notFound } from '#shared/errors/problem.ts';
import { sendIfNew } from '#shared/http/conditional.ts';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { fromCursor, pageFrom } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import * as routes from './routes.ts';
import type { DriftPosition, ReconciliationStore } from './store.ts';
import { driftViewOf, viewOf } from './view.ts';

export type ReconciliationDeps = { reconciliations: ReconciliationStore; log: Log };

/** The API that records reconciliations of the books: who ran them, when and why, and what did not agree. */
export function mountReconciliations(app: OpenAPIHono<ServiceEnv>, { reconciliations, log }: ReconciliationDeps): void {
  app.openapi(routes.begin, async (c) => {
    const body = c.req.valid('json');
    const { 'idempotency-key': idempotencyKey = null } = c.req.valid('header');
    const { userId } = actorOf(c);
    const times = { placedFrom: new Date(body.from), placedBefore: new Date(body.before) };
    const named = { operatorId: userId, idempotencyKey, requestHash: requestHash(body) };
    const begun = await reconciliations.begin({ runId: newId(), reason: body.reason, applies: body.apply, ...times, ...named });
    const run = begun ?? (await reconciliations.findByKey(named));
    if (run?.requestHash !== named.requestHash) throw keyReused();
    if (begun) log.info({ action: 'reconcile', runId: run.runId, userId }, 'operator acted');
    return c.json(viewOf(run), 201);
  });

  app.openapi(routes.list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const below = cursor === undefined ? undefined : fromCursor(cursor, z.uuid());
    const runs = await reconciliations.list({ below, limit: limit + 1 });
    return sendIfNew(c, pageFrom(runs, { limit, view: viewOf, positionOf: ({ runId }) => runId }));
  });

  app.openapi(routes.get, async (c) => {
    const run = await runIn(c.req.valid('param'));
    const { limit, cursor } = c.req.valid('query');
    const after = cursor === undefined ? undefined : fromCursor(cursor, position);
    const found = await reconciliations.driftsOf(run.runId, { after, limit: limit + 1 });
    const { items, ...next } = pageFrom(found, { limit, view: driftViewOf, positionOf });
    return sendIfNew(c, { ...viewOf(run), found: items, ...next });
  });

  app.openapi(routes.report, async (c) => {
    const { runId } = await runIn(c.req.valid('param'));
    const { end, looked, ...found } = c.req.valid('json');
    const counts = Object.fromEntries(
      Object.entries(looked).flatMap(([name, count]) => (count === undefined ? [] : [[name, count]])),
    );
    const isReported = await reconciliations.report(runId, { ...found, looked: counts, isEnd: end });
    // A client that did not receive the response to its final report sends it again.
    const isRepeated = end && found.drifts.length === 0;
    if (!isReported && !isRepeated) throw conflict('reconciliation-ended', 'This reconciliation has ended');
    return c.json(viewOf(await runIn({ runId })), 200);
  });

  async function runIn({ runId }: { runId: string }) {
    const run = await reconciliations.find(runId);
    if (!run) throw notFound('No such reconciliation');
    return run;
  }
}

/** The text is passed to the database, which refuses NUL. */
const position = z.strictObject({
  foundAt: z.int().min(0),
  name: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u),
});
const positionOf = ({ foundAt, name }: DriftPosition) => ({ foundAt, name });
