import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as newOrderId } from 'uuid';
import { DependencyUnavailableError, RetryLaterError } from '#shared/errors/outcome.ts';
import { toCursor } from '#shared/http/page.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createApp } from '../../../../containers/billing/app.ts';
import { type Payment, toEvent } from '../../../../containers/billing/domain.ts';
import type { LedgerIntent } from '../../../../containers/billing/payment-provider.ts';
import { createPaymentStore, type PaymentStore } from '../../../../containers/billing/store.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { rowsOf } from '../../../support/rows.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log, entries } = silentLog();
const nobody = () => Promise.reject(networkError());
const common = { log, verifyToken, ask: nobody, ready: nobody };
const away = createApp({ ...common, payments: unreachable, ledger: unreachable, provider: unreachable });
// app.test.ts tests the service's other routes.
const { call, refuseStrangers, unseen, undocumented } = createCaller(away, (path) => !path.includes('{orderId}'));

let postgresql: TestDatabase;
let database: Database;
let store: PaymentStore;
let app: typeof away;
/** The part of the provider that is needed here. */
const intents = new Map<string, LedgerIntent>();
let trouble: Error | undefined;

const asked = async <T>(answer: () => T): Promise<T> => {
  if (trouble) throw trouble;
  return answer();
};
const ledger = {
  list: ({ from, before, after, limit }: { from: Date; before: Date; after?: string | undefined; limit: number }) =>
    asked(() => {
      const all = [...intents.values()].filter(({ createdAt }) => createdAt >= from && createdAt <= before).reverse();
      const rest = all.slice(after === undefined ? 0 : all.findIndex(({ intentId }) => intentId === after) + 1);
      return { intents: rest.slice(0, limit), isMore: rest.length > limit };
    }),
  find: (intentId: string) => asked(() => intents.get(intentId)),
};
const provider = {
  cancel: (intentId: string) =>
    asked(() => {
      const intent = intents.get(intentId);
      if (intent?.status === 'succeeded') return { did: 'captureFirst' } as const;
      if (intent) intents.set(intentId, { ...intent, status: 'canceled' });
      return { did: 'cancel' } as const;
    }),
  refund: (intentId: string) =>
    asked(() => {
      const intent = intents.get(intentId);
      if (intent) intents.set(intentId, { ...intent, refunded: intent.received });
      return { did: 'refund' } as const;
    }),
};

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['billing', 'orders'] });
  database = connect(postgresql.urlOf('billing'), { connectionsMax: 5, name: 'billing' });
  store = createPaymentStore(database);
  app = createApp({ ...common, payments: store, ledger, provider, ready: database.ping });
});
beforeEach(() => {
  trouble = undefined;
  intents.clear();
});
afterAll(async () => {
  await database.close();
  await postgresql.stop();
});

const operator = tokenOf(randomUUID(), 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string, as = operator) => call(app, 'GET', `/v1/billing${path}`, { as });
const release = (intentId: string, body: unknown = { reason: 'no one needs it' }) =>
  call(app, 'POST', `/v1/billing/intents/${intentId}/release`, { as: operator, body });

const terms = { customerId: randomUUID(), amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
const { load, save } = rowsOf<Payment>(() => store, { none: { status: 'none' }, toEvent });
async function stored(state: Payment, placedAt = new Date()): Promise<string> {
  const orderId = newOrderId({ msecs: placedAt.getTime() });
  await save(await load(orderId), state);
  return orderId;
}

let made = 0;
function anIntent(more: Partial<LedgerIntent> = {}): LedgerIntent {
  const intent = {
    ...{ intentId: `pi_${++made}`, orderId: newOrderId(), status: 'requires_capture', amount: 2600, currency: 'USD' },
    ...{ received: 0, refunded: 0, createdAt: new Date(), ...more },
  };
  intents.set(intent.intentId, intent);
  return intent;
}

describe('the payments of billing', () => {
  test('are listed for the requested orders, with the step, the money and the intent', async () => {
    const captured = await stored({ status: 'captured', terms, intentId: 'pi_books' });
    const waiting = await stored({ status: 'waiting', terms: undefined, stockReserved: true });
    const { status, body } = await get(`/payments?orderIds=${captured},${waiting},${newOrderId()}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { orderId: captured, step: 'captured', amount: 2600, currency: 'USD', intentId: 'pi_books' },
        { orderId: waiting, step: 'waiting' },
      ],
    });
  });

  test('are listed for a period, page by page, each one once', async () => {
    const day = new Date('2026-02-03T10:00:00Z');
    const placed = [];
    for (const minutes of [0, 1, 2])
      placed.push(await stored({ status: 'creating', terms }, new Date(day.getTime() + minutes * 60_000)));
    const time = 'from=2026-02-03T10:00:00Z&before=2026-02-03T10:02:00Z';
    const first = await get(`/payments?limit=1&${time}`);
    const second = await get(`/payments?limit=1&${time}&cursor=${first.body.nextCursor}`);
    expect([first, second].flatMap(({ body }) => body.items).map(({ orderId }) => orderId)).toEqual(placed.slice(0, 2));
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  test('show an undo that fails', async () => {
    const since = '2026-05-04T10:00:00.000Z';
    const trouble = { tries: 15, since, reason: 'the intent is still processing', givenUp: true };
    const orderId = await stored({ status: 'voiding', terms, intentId: 'pi_stuck', trouble });
    expect((await get(`/payments?orderIds=${orderId}`)).body.items).toEqual([
      expect.objectContaining({ step: 'voiding', trouble: { of: 'undo', ...trouble } }),
    ]);
  });
});

describe('the intents of the provider', () => {
  test('are listed newest first, page by page, including foreign ones', async () => {
    const ours = anIntent();
    const others = anIntent({ orderId: undefined, status: 'succeeded', received: 2600 });
    const first = await get('/intents?limit=1');
    expect(first.status).toBe(200);
    const { orderId: _, createdAt, ...rest } = others;
    expect(first.body.items).toEqual([{ ...rest, createdAt: createdAt.toISOString() }]);
    const second = await get(`/intents?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [expect.objectContaining({ intentId: ours.intentId, orderId: ours.orderId })] });
  });

  test('are those that are asked for, whenever they were created, where the provider has them', async () => {
    const old = anIntent({ createdAt: new Date('2026-01-01T00:00:00Z') });
    anIntent();
    const { status, body } = await get(`/intents?intentIds=${old.intentId},pi_lost,${old.intentId}`);
    expect({ status, ids: body.items.map(({ intentId }: LedgerIntent) => intentId) }).toEqual({
      status: 200,
      ids: [old.intentId],
    });
    const many = (count: number) => Array.from({ length: count }, (_, index) => `pi_${index}`).join();
    expect((await get(`/intents?intentIds=${many(20)}`)).status).toBe(200);
    expect((await get(`/intents?intentIds=${many(21)}`)).status).toBe(422);
    trouble = new DependencyUnavailableError('the provider is down');
    expect((await get(`/intents?intentIds=${old.intentId}`)).status).toBe(503);
  });

  test('are those of the last 24 hours by default', async () => {
    const hour = 3_600_000;
    const old = anIntent({ createdAt: new Date(Date.now() - 30 * hour) });
    const young = anIntent({ createdAt: new Date(Date.now() - 20 * hour) });
    const idsIn = async (query: string) =>
      (await get(`/intents${query}`)).body.items.map(({ intentId }: { intentId: string }) => intentId);
    expect(await idsIn('')).toEqual([young.intentId]);
    expect(await idsIn(`?before=${new Date(Date.now() - 25 * hour).toISOString()}`)).toEqual([old.intentId]);
  });
});

describe('an intent that no order needs', () => {
  test('is cancelled while it is only authorized, which is logged', async () => {
    const orderId = await stored({ status: 'voided', terms, intentId: 'pi_first', customerId: terms.customerId });
    const { intentId } = anIntent({ orderId });
    expect((await release(intentId)).body).toMatchObject({ intentId, orderId, status: 'canceled' });
    expect(entries.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ action: 'release intent', orderId }));
    expect((await release(intentId)).status).toBe(200);
  });

  test('leaves a permanent record of who released it, and why', async () => {
    const orderId = await stored({ status: 'voided', terms, intentId: undefined, customerId: terms.customerId });
    const { intentId } = anIntent({ orderId });
    await release(intentId);
    const { actions } = (await get(`/payments/${orderId}`)).body;
    const done = { action: `release ${intentId}`, reason: 'no one needs it' };
    expect(actions).toEqual([{ ...done, operatorId: expect.any(String), at: expect.any(String) }]);
    const rewritten = database.runPrepared('update billing.operator_actions set reason = $1', ['no reason']);
    await expect(rewritten).rejects.toThrow('stays as it was noted');
  });

  test('is refunded when it has been captured', async () => {
    const orderId = await stored({ status: 'captured', terms, intentId: 'pi_own' });
    const { intentId } = anIntent({ orderId, status: 'succeeded', received: 2600 });
    expect((await release(intentId)).body).toMatchObject({ status: 'succeeded', refunded: 2600 });
  });

  test.each<[string, (intentId: string) => Payment]>([
    ['has been captured by it', (intentId) => ({ status: 'captured', terms, intentId })],
    ['is authorized by it', (intentId) => ({ status: 'authorized', terms, intentId })],
    ['is being undone anyway', (intentId) => ({ status: 'voiding', terms, intentId })],
    ['may still use it', () => ({ status: 'creating', terms })],
  ])('is refused otherwise: a payment that %s keeps its own', async (_, stateWith) => {
    const intentId = `pi_needed_${++made}`;
    anIntent({ intentId, orderId: await stored(stateWith(intentId)), status: 'succeeded', received: 2600 });
    const { status, body } = await release(intentId);
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem('hold-needed') });
    expect(intents.get(intentId)).toMatchObject({ status: 'succeeded', refunded: 0 });
  });

  test('is refused otherwise: its order is unknown here, and may be on its way', async () => {
    expect((await release(anIntent().intentId)).status).toBe(409);
  });

  test.each([
    ['has no order', undefined],
    ['has someone else’s order', 'invoice 17'],
    ['has an order whose id is cut off', '01a2009f-0c90-7c9e-b880'],
  ])('is not ours when it %s', async (_, orderId) => {
    expect((await release(anIntent({ orderId }).intentId)).status).toBe(404);
  });

  test('must exist', async () => {
    expect((await release('pi_none')).status).toBe(404);
  });
});

describe('invalid input', () => {
  test.each([
    '/payments?orderIds=one',
    `/payments?orderIds=${randomUUID().toUpperCase()}`,
    `/payments?orderIds=${randomUUID()},`,
    '/payments?from=yesterday',
    '/payments?limit=0',
    '/payments?limit=101',
    '/payments?cursor=x',
    '/intents?cursor=x',
    `/intents?cursor=${toCursor(17)}`,
    `/intents?cursor=${toCursor('')}`,
    `/intents?cursor=${toCursor('no intent at all')}`,
    '/intents?before=1969-12-31T23:59:59Z',
  ])('is refused: GET %s', async (path) => {
    expect((await get(path)).status).toBe(422);
  });

  test('is refused: an invalid id, and a missing reason', async () => {
    const { intentId } = anIntent();
    for (const body of [{}, { reason: ' ' }, { reason: 'a', force: true }])
      expect((await release(intentId, body)).status).toBe(422);
    expect((await release('pi-1')).status).toBe(404);
    expect((await release('x'.repeat(101))).status).toBe(404);
  });
});

const routes = [
  ['GET', '/v1/billing/payments', 'read'],
  ['GET', '/v1/billing/intents', 'read'],
  ['POST', '/v1/billing/intents/pi_1/release', 'write'],
] as const;

describe.each(routes)('%s %s', (method, path, right) => {
  const body = method === 'POST' ? { body: { reason: 'why' } } : {};

  test('is for operators with a suitable token', async () => {
    expect((await call(app, method, path, { ...body })).status).toBe(401);
    expect((await call(app, method, path, { as: tokenOf(randomUUID(), 'customer', 'admin'), ...body })).status).toBe(403);
    const other = narrowTokenOf(randomUUID(), ['operator'], [right === 'read' ? 'ops:write' : 'ops:read']);
    expect((await call(app, method, path, { as: other, ...body })).body.type).toBe(problem('insufficient-scope'));
  });

  test('asks to retry later while the database or the provider is down', async () => {
    const { status, headers } = await call(away, method, path, { as: operator, ...body });
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
  });
});

describe('while the provider', () => {
  test('is unreachable, its books cannot be read but ours can', async () => {
    trouble = new DependencyUnavailableError('the provider cannot be reached');
    expect((await get('/intents')).status).toBe(503);
    expect((await release('pi_1')).status).toBe(503);
    expect((await get('/payments')).status).toBe(200);
  });

  test('is still processing an intent, the caller is told to retry', async () => {
    const { intentId } = anIntent({ orderId: await stored({ status: 'refunded', terms, intentId: 'pi_over' }) });
    const { cancel } = provider;
    provider.cancel = () => Promise.reject(new RetryLaterError('the intent is still processing'));
    const { status, body } = await release(intentId);
    provider.cancel = cancel;
    expect({ status, title: body.title }).toEqual({ status: 503, title: expect.stringContaining('try again') });
  });
});

describe('the description', () => {
  test('lists all accepted parameters', () => refuseStrangers(away));

  test('is met by all response bodies', async () => {
    const path = '/v1/billing/intents/pi_1/release';
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', path, { as: operator, ...request })).status;
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
  });

  test('lists exactly the statuses that occur', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
