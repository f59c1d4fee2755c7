import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { drift } from '#shared/reconciliation/drift.ts';
import type { Run } from '../../../../functions/reconcile/reconcile.ts';
import { runDaily, UnfinishedError } from '../../../../functions/reconcile/run-daily.ts';
import { silentLog } from '../../../support/silent-log.ts';

const account = { email: 'books@example.com', password: 'correct horse' };
const orderId = '01a2009f-0c90-7c9e-b880-46e95d71d928';
const now = new Date('2026-11-27T03:00:00Z');

/** The API's runs, and the requests it got. */
let runs: Run[];
let asked: string[];
let lists: Record<string, { items: object[]; nextCursor?: string }[]>;
let answers: ((path: string) => number | undefined)[];
let tokens: number;
/** How many of the next runs that begin are stored without the caller getting the answer. */
let lostAnswers: number;
let server: Server;
let apiUrl: string;

beforeEach(async () => {
  [runs, asked, lists, answers, tokens, lostAnswers] = [[], [], {}, [], 0, 0];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
      const { status, answer } = answerTo(request.method ?? '', request.url ?? '', {
        body,
        token: request.headers.authorization,
        key: request.headers['idempotency-key'],
      });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

type Asked = { body: Record<string, unknown> | undefined; token: string | undefined; key: unknown };
type Answer = { status: number; answer: unknown };
const problem = (status: number, title: string): Answer => ({ status, answer: { type: 'urn:cloudservices:problem:x', title } });

function answerTo(method: string, url: string, { body, token, key }: Asked): Answer {
  const { pathname, searchParams } = new URL(url, 'http://api');
  asked.push(`${method} ${pathname}${searchParams.has('cursor') ? ` from ${searchParams.get('cursor')}` : ''}`);
  if (pathname === '/v1/auth/login') {
    const isKnown = JSON.stringify(body) === JSON.stringify(account);
    return isKnown ? { status: 200, answer: { accessToken: `token-${++tokens}` } } : problem(401, 'Wrong password');
  }
  if (token !== `Bearer token-${tokens}`) return { status: 403, answer: { message: 'Forbidden' } };
  const [status] = answers.flatMap((answer) => answer(pathname) ?? []);
  if (status !== undefined) return problem(status, 'Away');
  if (pathname.startsWith('/v1/ops/reconciliations'))
    return answerOfRuns(method, pathname, { ...body, ...(key === undefined ? {} : { key }) });
  const pages = lists[pathname] ?? [{ items: [] }];
  const at = Number(searchParams.get('cursor') ?? 0);
  return {
    status: 200,
    answer: searchParams.has('orderIds') ? { items: pages.flatMap(({ items }) => items) } : (pages[at] ?? { items: [] }),
  };
}

function answerOfRuns(method: string, pathname: string, body: Record<string, unknown> = {}): Answer {
  if (method === 'GET') return { status: 200, answer: { items: [...runs].reverse() } };
  if (pathname === '/v1/ops/reconciliations') {
    const answer = runs.find((run) => 'key' in run && run.key === body.key) ?? begun(body);
    return lostAnswers-- > 0 ? problem(503, 'Lost') : { status: 201, answer };
  }
  const run = runs.find(({ runId }) => pathname.includes(runId)) as Run;
  if (!z.array(drift).safeParse(body.drifts).success) return problem(422, 'Not a drift');
  const { drifts, looked, position, end } = body as { drifts: object[]; looked: Run['looked']; position?: string; end?: boolean };
  Object.assign(run, { looked, position, drifts: run.drifts + drifts.length, ...(end ? { endedAt: now.toISOString() } : {}) });
  return { status: 200, answer: run };
}

function begun(more: object): Run {
  const run = {
    runId: `run-${runs.length + 1}`,
    startedAt: now.toISOString(),
    looked: {},
    drifts: 0,
    repaired: 0,
    ...more,
  } as Run;
  runs.push(run);
  return run;
}

function daily({ isLate = () => false, as = account }: { isLate?: () => boolean; as?: typeof account } = {}) {
  const { log, entries } = silentLog();
  const told = () => entries.map(({ fields }) => fields);
  const run = runDaily({ apiUrl, account: as, namespace: 'shop', log, isLate, now: () => now });
  return { run, told };
}

/** A stuck order, which is a drift. */
const hanging = {
  orderId,
  status: 'CONFIRMED',
  settled: false,
  overdue: true,
  shipment: 'none',
  total: { amount: 1, currency: 'USD' },
  lines: [],
};

describe('the books are compared on a schedule', () => {
  test('in one run, even if the answer to its beginning is lost', async () => {
    lostAnswers = 1;
    await daily().run;
    expect(runs).toHaveLength(1);
  });

  test('for the orders of the last eight days except the last hour, without repairs', async () => {
    await daily().run;
    expect(runs).toMatchObject([
      { apply: false, from: '2026-11-19T03:00:00.000Z', before: '2026-11-27T02:00:00.000Z', endedAt: expect.any(String) },
    ]);
    expect(asked.filter((request) => request.startsWith('POST')).every((request) => /login|reconciliations/.test(request))).toBe(
      true,
    );
    expect(asked.filter((request) => request.endsWith('login'))).toHaveLength(1);
  });

  test('and differences are logged as a warning and as metrics', async () => {
    lists['/v1/ops/orders'] = [{ items: [hanging] }];
    const { run, told } = daily();
    expect(await run).toMatchObject({ drifts: 1, looked: { orders: 1 } });
    expect(told()).toContainEqual({ kind: 'order-stuck', orderId, repair: 'nudge', runId: 'run-1' });
    expect(told()).toContainEqual(expect.objectContaining({ Drifts: 1, ReconciliationsCompleted: 1 }));
  });

  test('and what others write in their books is reported as far as possible, and does not stop the run', async () => {
    const trackingNumber = `SBX\n1\ud800${'😀'.repeat(300)}`;
    lists['/v1/shipping/bookings'] = [{ items: [{ reference: orderId, status: 'booked', trackingNumber }] }];
    const { run, told } = daily();
    expect(await run).toMatchObject({ drifts: 1, endedAt: expect.any(String) });
    expect(told()).toContainEqual(expect.objectContaining({ kind: 'booking-without-order', orderId }));
  });

  test('and no differences are a metric too', async () => {
    const { run, told } = daily();
    await run;
    expect(told()).toEqual([expect.objectContaining({ Drifts: 0, ReconciliationsCompleted: 1 })]);
  });

  test('with a new token when one expires in between', async () => {
    let requests = 0;
    answers.push(() => {
      if (++requests === 4) tokens++;
      return undefined;
    });
    expect((await daily().run).endedAt).toBeDefined();
    expect(asked.filter((request) => request.endsWith('login'))).toHaveLength(2);
  });

  test('and a service that is briefly down is retried', async () => {
    let isAway = true;
    answers.push((path) => {
      if (path !== '/v1/shipping/bookings' || !isAway) return undefined;
      isAway = false;
      return 503;
    });
    expect((await daily().run).endedAt).toBeDefined();
    expect(asked.filter((request) => request === 'GET /v1/shipping/bookings')).toHaveLength(2);
  });

  test('but not by an account that is refused', async () => {
    await expect(daily({ as: { ...account, password: 'wrong' } }).run).rejects.toThrow('Wrong password (401)');
    expect(runs).toEqual([]);
  });
});

describe('an interrupted run', () => {
  const left = (more: object = {}) =>
    begun({
      ...{ reason: 'scheduled comparison', apply: false, from: '2026-11-19T02:00:00.000Z', before: '2026-11-27T01:00:00.000Z' },
      ...{
        position: JSON.stringify({ book: 'bookings', cursor: '1' }),
        looked: { orders: 7, bookings: 100 },
        drifts: 2,
        ...more,
      },
    });

  test('reports that it is unfinished, and stores its position', async () => {
    lists['/v1/ops/orders'] = [{ items: [hanging], nextCursor: '1' }, { items: [] }];
    const { run, told } = daily({ isLate: () => true });
    await expect(run).rejects.toThrow(UnfinishedError);
    expect(runs).toMatchObject([{ position: JSON.stringify({ book: 'orders', cursor: '1' }), drifts: 1 }]);
    expect(runs[0]).not.toHaveProperty('endedAt');
    expect(JSON.stringify(told())).not.toContain('ReconciliationsCompleted');
  });

  test('resumes at its position, with its counts', async () => {
    left();
    lists['/v1/shipping/bookings'] = [{ items: [], nextCursor: '1' }, { items: [{ reference: orderId, status: 'cancelled' }] }];
    const after = await daily().run;
    expect(runs).toHaveLength(1);
    expect(after).toMatchObject({ runId: 'run-1', drifts: 2, looked: { orders: 7, bookings: 101 }, endedAt: expect.any(String) });
    const books = asked.filter((request) => request.startsWith('GET /v1/') && !request.includes('reconciliations'));
    expect(books[0]).toBe('GET /v1/shipping/bookings from 1');
    expect(books).not.toContain('GET /v1/shipping/bookings');
  });

  test('finishes in as many attempts as it takes, with each page once', async () => {
    lists['/v1/ops/orders'] = [{ items: [hanging], nextCursor: '1' }, { items: [], nextCursor: '2' }, { items: [] }];
    let tries = 1;
    let parts = 0;
    // The intents alone have a part for each hour of eight days, until there turn out to be few.
    const isLate = () => ++parts < 6 || parts % 20 === 0;
    while (
      await daily({ isLate }).run.then(
        () => false,
        (error) => error instanceof UnfinishedError,
      )
    ) {
      // The last book is checked in one go.
      if (JSON.parse(runs[0]?.position ?? '{}').book === 'stock') break;
      tries++;
    }
    const { run, told } = daily();
    await run;
    expect(tries).toBeGreaterThan(5);
    expect(runs).toMatchObject([{ drifts: 1, looked: { orders: 1 }, endedAt: expect.any(String) }]);
    expect(told()).toContainEqual(expect.objectContaining({ Drifts: 1, ReconciliationsCompleted: 1 }));
  });

  test('restarts the stock count when it was interrupted there, and counts once', async () => {
    left({ position: JSON.stringify({ book: 'stock' }), looked: { orders: 7, reservations: 300, products: 20, uncounted: 3 } });
    lists['/v1/inventory/reservations'] = [{ items: [{ orderId, step: 'released', lines: [] }] }];
    expect((await daily().run).looked).toEqual({ orders: 7, reservations: 1, products: 0, uncounted: 0 });
  });

  test('is resumed even if an operator has compared since', async () => {
    left();
    begun({ reason: 'after the restore', endedAt: now.toISOString() });
    expect((await daily().run).runId).toBe('run-1');
  });

  test.each([
    ['has ended', { endedAt: '2026-11-27T02:30:00.000Z' }],
    ['is of yesterday', { startedAt: '2026-11-26T03:00:00.000Z' }],
    ['is an operator’s', { reason: 'after the restore' }],
  ])('is not resumed if it %s: a new one starts', async (_, more) => {
    left(more);
    expect((await daily().run).runId).toBe('run-2');
    expect(runs[0]).toMatchObject({ drifts: 2 });
  });
});
