import { z } from '@hono/zod-openapi';
import { type Drift, drift } from '#shared/reconciliation/drift.ts';
import type { Run } from './store.ts';

const instant = z.iso.datetime();

/** A reconciliation of all books, as operators see it in a list. */
export const runView = z
  .object({
    runId: z.uuid(),
    operatorId: z.uuid(),
    reason: z.string(),
    apply: z.boolean().meta({ description: 'Whether repairs are made or only suggested' }),
    from: instant.meta({ description: 'Compare orders placed at or after this time' }),
    before: instant.meta({ description: 'Compare orders placed before this time' }),
    startedAt: instant,
    reportedAt: instant.meta({ description: 'When it last reported' }),
    endedAt: instant.optional().meta({ description: 'Absent while it is running, or if it was abandoned' }),
    position: z.string().optional().meta({ description: 'Where the comparing program continues' }),
    looked: z.record(z.string(), z.int()).meta({ description: 'How many things of each kind have been compared' }),
    drifts: z.int(),
    repaired: z.int(),
  })
  .meta({ id: 'Reconciliation' });

/** A reconciliation with a page of what did not agree. */
export const runReport = runView
  .extend({
    found: z.array(drift.extend({ at: instant })).meta({ description: 'A page: by default, the first thousand' }),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'ReconciliationReport' });

export function viewOf({
  placedFrom,
  placedBefore,
  startedAt,
  reportedAt,
  endedAt,
  position,
  applies,
  ...run
}: Run): z.infer<typeof runView> {
  const { runId, operatorId, reason, looked, drifts, repaired } = run;
  return {
    ...{ runId, operatorId, reason, apply: applies },
    ...{ from: placedFrom.toISOString(), before: placedBefore.toISOString() },
    ...{ startedAt: startedAt.toISOString(), reportedAt: reportedAt.toISOString() },
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    ...(position === null ? {} : { position }),
    ...{ looked, drifts, repaired },
  };
}

export const driftViewOf = ({ drift, at }: { drift: Drift; at: Date }) => ({ ...drift, at: at.toISOString() });
