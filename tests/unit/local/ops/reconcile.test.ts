import { expect, test } from '@jest/globals';
import { reconcileRuns } from '../../../../local/ops/reconcile.ts';

const run = {
  ...{ runId: '0dfdf84e-5a28-4096-8e79-5d27bb456f76', reason: 'after the restore', looked: {}, drifts: 3, repaired: 0 },
  ...{ from: '2026-11-20T00:00:00Z', before: '2026-11-27T12:00:00Z', reportedAt: '2026-11-27T12:30:00Z' },
};
const aDrift = (about: string) => ({ kind: 'money-held', about, detail: 'held', repair: 'release-intent', outcome: 'suggested' });

test('a comparison is shown with all its findings, however many pages they fill', async () => {
  const pages: Record<string, object> = {
    '': { ...run, found: [aDrift('pi_1'), aDrift('pi_2')], nextCursor: 'second' },
    'cursor=second': { ...run, found: [aDrift('pi_3')] },
  };
  const client = {
    call: async (_: string, path: string) => ({ status: 200, body: pages[path.split('?')[1] ?? ''] }),
  } as never;
  const { json, text } = await reconcileRuns.reconciliation({ client, id: run.runId, options: {} });
  expect(json).toEqual({ ...run, found: ['pi_1', 'pi_2', 'pi_3'].map(aDrift) });
  for (const about of ['pi_1', 'pi_2', 'pi_3']) expect(text).toContain(about);
});

test.each([
  ['ended', { endedAt: '2026-11-27T12:30:00Z' }, 'All books agree.'],
  [
    'counted nothing of what sold meanwhile',
    { endedAt: '2026-11-27T12:30:00Z', looked: { uncounted: 2 } },
    'stock of 2 products moved',
  ],
  ['did not end', {}, 'not everything has been compared'],
])('a comparison that found nothing and %s says so, and no more', async (_, more, told) => {
  const client = { call: async () => ({ status: 200, body: { ...run, drifts: 0, found: [], ...more } }) } as never;
  const { text } = await reconcileRuns.reconciliation({ client, id: run.runId, options: {} });
  expect(text).toContain(told);
  expect(text.includes('All books agree.')).toBe(told === 'All books agree.');
});

test('a comparison with a wrong option is refused with what is wrong with it', async () => {
  const errors = [{ path: 'from', message: 'must be a time' }];
  const client = { call: async () => ({ status: 400, body: { title: 'Invalid request', errors } }) } as never;
  const refused = reconcileRuns.reconcile({ client, id: '', options: { from: 'yesterday' } });
  await expect(refused).rejects.toThrow('Invalid request (400); from: must be a time');
});

test('a comparison that gets no more answers is retried, and then says how to continue', async () => {
  let calls = 0;
  const call = async (method: string, path: string) => {
    if (method === 'POST' && path.endsWith('/reconciliations')) return { status: 201, body: run };
    calls++;
    throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
  };
  const compared = reconcileRuns.reconcile({ client: { call } as never, id: '', options: {} });
  await expect(compared).rejects.toThrow(/ECONNREFUSED \(503\)[\s\S]*reconcile --resume/);
  expect(calls).toBe(6);
}, 60_000);
