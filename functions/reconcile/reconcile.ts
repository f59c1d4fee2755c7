import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Drift } from '#shared/reconciliation/drift.ts';
import type { Api } from './api.ts';
import { books } from './books.ts';
import { repair, suggested } from './repair.ts';

/** A run as the API returns it. */
export type Run = {
  runId: string;
  reason: string;
  apply: boolean;
  from: string;
  before: string;
  startedAt: string;
  reportedAt: string;
  endedAt?: string | undefined;
  position?: string | undefined;
  looked: Record<string, number>;
  drifts: number;
  repaired: number;
};

export type Begin = Pick<Run, 'reason' | 'apply' | 'from' | 'before'>;
export const begin = (api: Api, asked: Begin): Promise<Run> =>
  api.ask<Run>('POST', '/v1/ops/reconciliations', asked, { 'idempotency-key': randomUUID() });

type Options = {
  api: Api;
  /** Called for each drift as soon as it has been reported. */
  onDrift?: (drift: Drift) => void;
  /** Whether to stop now; the run can be resumed where it stopped. */
  isLate?: () => boolean;
};

const driftsPerReport = 50;
const position = z.object({ book: z.string(), cursor: z.string().optional() });

/**
 * Compares all books from where the run stopped, repairs what it can if the run says so, and reports page by page. Returns the
 * run; without `endedAt` it ran out of time.
 */
export async function reconcile(run: Run, { api, onDrift = () => undefined, isLate = () => false }: Options): Promise<Run> {
  const asked = { api, from: run.from, before: run.before, now: new Date() };
  const looked = { ...run.looked };
  const names = Object.keys(books);
  const at = run.position ? position.parse(JSON.parse(run.position)) : { book: names[0], cursor: undefined };
  let reported = run;

  async function report(drifts: readonly Drift[], rest: { position?: string; end?: boolean }): Promise<void> {
    for (let done = 0; done === 0 || done < drifts.length; done += driftsPerReport) {
      const some = drifts.slice(done, done + driftsPerReport);
      reported = await api.ask<Run>('POST', `/v1/ops/reconciliations/${run.runId}/report`, { drifts: some, looked, ...rest });
      some.forEach(onDrift);
    }
  }

  const after = (name: string) => names[names.indexOf(name) + 1];

  for (const [name, book] of Object.entries(books).slice(names.indexOf(at.book ?? ''))) {
    // Stock is always counted from the start, even when a run is resumed in it.
    if (name === 'stock') Object.assign(looked, { reservations: 0, products: 0, uncounted: 0 });
    for await (const { findings, cursor, looked: more } of book(asked, name === at.book ? at.cursor : undefined)) {
      for (const [kind, count] of Object.entries(more)) looked[kind] = (looked[kind] ?? 0) + count;
      const drifts: Drift[] = [];
      for (const finding of findings)
        drifts.push(run.apply ? await repair(finding, { api, reason: run.reason }) : suggested(finding));
      await report(drifts, {
        position: JSON.stringify(cursor || name === 'stock' ? { book: name, cursor } : { book: after(name) }),
      });
      if (isLate()) return reported;
    }
  }
  await report([], { end: true });
  return reported;
}
