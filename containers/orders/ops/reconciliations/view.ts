import { z } from '@hono/zod-openapi';
import { drift } from '#shared/reconciliation/drift.ts';
import type { Run } from './store.ts';

const instant = z.iso.datetime();

/** A comparison of all books, as operators see it in a list. */
export const runView = z
  .object({
    runId: z.uuid(),
    operatorId: z.uuid(),
    reason: z.string(),
    apply: z.boolean().meta({ description: 'Whether repairs are made, or only suggested' }),
    from: instant.meta({ description: 'Orders that were placed then or later are compared' }),
    before: instant.meta({ description: 'Orders that were placed earlier than that' }),
    startedAt: instant,
    reportedAt: instant.meta({ description: 'When it was heard of last' }),
    endedAt: instant.optional().meta({ description: 'Absent while it is under way, or if it was given up' }),
    position: z.string().optional().meta({ description: 'Where to go on, for whoever compares' }),
    looked: z.record(z.string(), z.int()).meta({ description: 'How many things of each kind have been looked at' }),
    drifts: z.int(),
    repaired: z.int(),
  })
  .meta({ id: 'Reconciliation' });

/** With what did not agree. */
export const runReport = runView
  .extend({ found: z.array(drift.extend({ at: instant })).meta({ description: 'The first thousand' }) })
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
