import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import type { Drift } from '#shared/reconciliation/drift.ts';
import { drifts, type Looked, reconciliations } from '../../schema.ts';

export type Run = typeof reconciliations.$inferSelect;
export type NewRun = Pick<
  Run,
  'runId' | 'operatorId' | 'reason' | 'applies' | 'placedFrom' | 'placedBefore' | 'idempotencyKey' | 'requestHash'
>;
export type Report = { drifts: readonly Drift[]; looked: Looked; position?: string | undefined; isEnd: boolean };

export type DriftPosition = { foundAt: number; name: string };
type FoundDrift = Pick<typeof drifts.$inferSelect, 'drift' | 'at'> & DriftPosition;

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>;

/** Stores the reconciliations that the comparing program reports. */
export const createReconciliationStore = (db: Database) => ({
  /** Stores a new run; undefined if its operator has used its idempotency key before. */
  async begin(run: NewRun): Promise<Run | undefined> {
    return (await db.insert(reconciliations).values(run).onConflictDoNothing().returning())[0];
  },

  async findByKey({ operatorId, idempotencyKey }: Pick<NewRun, 'operatorId' | 'idempotencyKey'>): Promise<Run | undefined> {
    if (idempotencyKey === null) return undefined;
    const isIts = and(eq(reconciliations.operatorId, operatorId), eq(reconciliations.idempotencyKey, idempotencyKey));
    return (await db.select().from(reconciliations).where(isIts))[0];
  },

  async find(runId: string): Promise<Run | undefined> {
    return (await db.select().from(reconciliations).where(eq(reconciliations.runId, runId)))[0];
  },

  /** At most `limit` runs older than the run `below`, newest first. */
  async list({ below, limit }: { below?: string | undefined; limit: number }): Promise<Run[]> {
    const where = below === undefined ? undefined : lt(reconciliations.runId, below);
    return db.select().from(reconciliations).where(where).orderBy(desc(reconciliations.runId)).limit(limit);
  },

  /** At most `limit` drifts of a run after a position, in the order in which they were found. */
  async driftsOf(runId: string, { after, limit }: { after?: DriftPosition | undefined; limit: number }): Promise<FoundDrift[]> {
    const { drift, at, name } = drifts;
    const rest = after && sql`(${foundAt}, ${name}) > (${after.foundAt}::bigint, ${after.name}::text)`;
    return db
      .select({ drift, at, name, foundAt })
      .from(drifts)
      .where(and(eq(drifts.runId, runId), rest))
      .orderBy(asc(at), asc(name))
      .limit(limit);
  },

  /** Stores what was found since the last report and the run's progress, in one statement; false if the run has ended. */
  async report(runId: string, { drifts, looked, position, isEnd }: Report): Promise<boolean> {
    const found = drifts.map((drift) => ({ name: `${drift.kind} ${drift.about}`, drift }));
    const values = [runId, JSON.stringify(found), JSON.stringify(looked), JSON.stringify({ position }), String(isEnd)];
    return (await db.runPrepared(reported, values)).length > 0;
  },
});

/** In microseconds since 1970, because a Date would round it, and drifts would be shown twice or never. */
const foundAt = sql<number>`(extract(epoch from ${drifts.at}) * 1000000)::bigint`.mapWith(Number);

// A drift that was reported before is not counted again; its latest outcome replaces the earlier one.
const reported = `with run as (select run_id from orders.reconciliations where run_id = $1::uuid and ended_at is null),
  found as (select distinct on (name) name, drift from jsonb_to_recordset($2::jsonb) as entry(name text, drift jsonb)),
  before as (select d.name, d.drift from orders.drifts d join found using (name) where d.run_id = $1::uuid),
  noted as (insert into orders.drifts (run_id, name, drift) select run.run_id, found.name, found.drift from run, found
    on conflict (run_id, name) do update set drift = excluded.drift)
  update orders.reconciliations r set reported_at = now(), looked = $3::jsonb, position = ($4::jsonb)->>'position',
    drifts = r.drifts + (select count(*) from found) - (select count(*) from before),
    repaired = r.repaired + (select count(*) from found where drift->>'outcome' = 'repaired')
      - (select count(*) from before where drift->>'outcome' = 'repaired'),
    ended_at = case when $5 = 'true' then now() end
  from run where r.run_id = run.run_id returning r.run_id`;
