import { RefusedError as NotAnsweredError } from '../../functions/reconcile/api.ts';
import { begin, type Run as Reconciliation, reconcile } from '../../functions/reconcile/reconcile.ts';
import type { Client } from '../demo/client.ts';
import { textTable } from '../text-table.ts';
import { inWords, patiently, queryOf, RefusedError, read } from './asking.ts';
import { secondOf } from './dead-letter-texts.ts';
import type { Command, ReconcileCommand } from './options.ts';
import type { Drift, ReconciliationPage, ReconciliationReport, Run } from './types.ts';

const path = '/v1/ops/reconciliations';

export const reconcileRuns: Record<ReconcileCommand, Run> = {
  async reconcile({ client, options }) {
    const api = patiently(client);
    const found: Drift[] = [];
    const last = await chosenRun(client, options);
    const onDrift = (drift: Drift) => found.push(drift);
    const begun = last ?? (await begin(api, asked(options)).catch(inWords));
    const run = await reconcile(begun, { api, onDrift }).catch(whenStopped);
    // Includes what was found before the run was interrupted.
    const drifts = last ? (await wholeReport(client, run.runId)).found : found;
    const isIncomplete = drifts.some(({ outcome }) => outcome !== 'repaired');
    return { json: { ...run, found: drifts }, text: reportText(run, drifts), isIncomplete };
  },

  async reconciliations({ client, options: { limit, cursor } }) {
    const page = await read<ReconciliationPage>(client, `${path}?${queryOf({ limit, cursor })}`);
    return { json: page, text: runsText(page) };
  },

  async reconciliation({ client, id: runId }) {
    const report = await wholeReport(client, runId);
    return { json: report, text: reportText(report, report.found) };
  },
};

/** What was found so far is stored, and nothing of it is lost. */
function whenStopped(error: unknown): never {
  if (!(error instanceof NotAnsweredError)) throw error;
  throw new RefusedError(`${error.message}\nWhat was found so far is stored. To continue: npm run ops -- reconcile --resume`);
}

/** A run with all that was found, page by page. */
async function wholeReport(client: Client, runId: string): Promise<ReconciliationReport> {
  const found: ReconciliationReport['found'] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read<ReconciliationReport>(client, `${path}/${encodeURIComponent(runId)}?${queryOf({ cursor })}`);
    const { nextCursor, ...run } = page;
    found.push(...run.found);
    if (nextCursor === undefined) return { ...run, found };
    cursor = nextCursor;
  }
}

/** Card authorizations live seven days, and older orders are settled. After a restore, pass the time of the backup instead. */
const daysBack = 8;
/** Longer than an order may take: its deadline, plus the half hour for which a failing undo is retried. */
const graceMinutes = 60;

function asked({ apply, because, from, before }: Command['options']) {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  return {
    reason: String(because ?? 'manual comparison'),
    apply: apply === true,
    from: String(from ?? ago(daysBack * 24 * 60)),
    before: String(before ?? ago(graceMinutes)),
  };
}

/** The run to resume. */
async function chosenRun(client: Client, { resume }: Command['options']): Promise<Reconciliation | undefined> {
  if (!resume) return undefined;
  const { items } = await read<ReconciliationPage>(client, `${path}?limit=1`);
  const [last] = items;
  if (!last || last.endedAt) throw new RefusedError('There is no unfinished run.');
  return last;
}

function reportText(run: Reconciliation, drifts: readonly Drift[]): string {
  const { runId, looked, from, before, drifts: count, repaired } = run;
  const head = [
    `${runId}  ${run.endedAt ? `ended ${secondOf(run.endedAt)}` : `left ${secondOf(run.reportedAt)}`}`,
    `orders placed from ${secondOf(from)} until ${secondOf(before)}: ${run.reason}`,
    `looked at: ${Object.entries(looked)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ')}`,
  ];
  const header = ['drift', 'about', 'order', 'repair', 'outcome'];
  const rows = drifts.flatMap((drift) => [cellsOf(drift)]);
  const details = drifts.map(
    ({ kind, about, detail, why }) => `  ${kind} ${about}: ${detail}${why ? `. Not repaired: ${why}` : ''}`,
  );
  if (drifts.length === 0) return [...head, '', ...agreementText(run)].join('\n');
  const sum = `${count} ${count === 1 ? 'drift' : 'drifts'}, ${repaired} repaired`;
  return [head.join('\n'), textTable([header, ...rows], { texts: header.length }), details.join('\n'), sum].join('\n\n');
}

/** What having found nothing means: only a run that ended has compared everything, and a product that sold meanwhile not even then. */
function agreementText({ endedAt, looked: { uncounted = 0 } }: Reconciliation): string[] {
  if (!endedAt) return ['Nothing found so far, but not everything has been compared: continue with --resume.'];
  if (uncounted === 0) return ['All books agree.'];
  return [
    `All books agree, but the stock of ${uncounted} ${uncounted === 1 ? 'product' : 'products'} moved while it was counted: compare again at a quiet hour.`,
  ];
}

const cellsOf = ({ kind, about, orderId, repair, outcome }: Drift): string[] => [
  kind,
  about === orderId ? '-' : about,
  orderId ?? '-',
  repair,
  outcome,
];

function runsText({ items, nextCursor }: ReconciliationPage): string {
  if (items.length === 0) return 'No reconciliations yet.';
  const header = ['run', 'started', 'ended', 'drifts', 'repaired', 'why'];
  const rows = items.map(({ runId, startedAt, endedAt, drifts, repaired, reason }) => {
    return [runId, secondOf(startedAt), endedAt ? secondOf(endedAt) : '-', String(drifts), String(repaired), reason];
  });
  const table = textTable([header, ...rows], { texts: header.length });
  return nextCursor ? `${table}\n\nThere are more: --cursor ${nextCursor}` : table;
}
