import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import type { Action } from '#shared/postgres/operator-actions.ts';
import { StepRefusedError, type Task } from '#shared/saga/task.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { createApp } from '../../../../containers/billing/app.ts';
import type { Payment } from '../../../../containers/billing/domain.ts';
import type { PaymentStore } from '../../../../containers/billing/store.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log } = silentLog();
const userId = randomUUID();
const [customer, stranger, operator] = [
  tokenOf(userId, 'customer'),
  tokenOf(randomUUID(), 'customer', 'admin'),
  tokenOf(randomUUID(), 'operator'),
];
const terms = { customerId: userId, amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
const intentId = 'pi_secret-canary';

const rows = new Map<string, Payment>();
const noted: Action[] = [];
const payments = {
  noteAction: async (action: Action) => void noted.push(action),
  actionsOf: async (about: string) =>
    noted.filter(({ orderId }) => orderId === about).map((action) => ({ reason: null, at: new Date(), ...action })),
  find: async (orderId: string) => {
    const state = rows.get(orderId);
    const money = state && 'terms' in state && state.terms ? state.terms.amount : { amount: null, currency: null };
    return state && { orderId, state, ...money };
  },
} as unknown as PaymentStore;
/** Like the loop, but without a store. */
const ask = async ({ cause: { subject: orderId }, step, onTaken }: Task<Payment>): Promise<Versioned<Payment>> => {
  const state = rows.get(orderId) ?? { status: 'none' };
  const next = step(state);
  if (typeof next === 'string') throw new StepRefusedError(state);
  rows.set(orderId, next);
  onTaken?.();
  if (next.status === 'refunding') throw new RetryLaterError('the payment provider has not refunded');
  return { orderId, state: next, version: 2, event: undefined };
};
const outside = { ledger: unreachable, provider: unreachable };
const app = createApp({ log, verifyToken, payments, ...outside, ask, ready: async () => undefined });
const away = createApp({
  log,
  verifyToken,
  payments: unreachable,
  ...outside,
  ask: () => Promise.reject(networkError()),
  ready: () => Promise.reject(networkError()),
});
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(app, (path) => path.includes('{orderId}'));

function stored(state: Payment): string {
  const orderId = randomUUID();
  rows.set(orderId, state);
  return orderId;
}
const read = (orderId: string, as: string | undefined = customer) => call(app, 'GET', `/v1/billing/payments/${orderId}`, { as });

describe('a payment', () => {
  test.each<[Payment, string]>([
    [{ status: 'waiting', terms, stockReserved: false }, 'pending'],
    [{ status: 'creating', terms }, 'pending'],
    [{ status: 'confirming', terms, intentId }, 'pending'],
    [{ status: 'authorized', terms, intentId }, 'authorized'],
    [{ status: 'capturing', terms, intentId }, 'authorized'],
    [{ status: 'abandoning', terms, intentId, code: 'expired' }, 'authorized'],
    [{ status: 'voiding', terms, intentId }, 'authorized'],
    [{ status: 'captured', terms, intentId }, 'captured'],
    [{ status: 'refunding', terms, intentId }, 'captured'],
    [{ status: 'refunded', terms, intentId }, 'refunded'],
    [{ status: 'voided', terms, intentId, customerId: userId }, 'voided'],
  ])('that is $status is shown as %s', async (state, status) => {
    const orderId = stored(state);
    const { body, text } = await read(orderId);
    expect(body).toEqual({ orderId, status, ...terms.amount });
    expect(text).not.toContain('canary');
  });

  test('says what can be done when the bank required authentication', async () => {
    const failed = { status: 'failed', terms, intentId, phase: 'authorize' } as const;
    const { body } = await read(stored({ ...failed, code: 'authentication_required' }));
    expect(body.failure).toEqual({
      phase: 'authorize',
      code: 'authentication_required',
      detail: expect.stringContaining('3-D Secure'),
    });
    expect((await read(stored({ ...failed, code: 'card_declined' }))).body.failure).not.toHaveProperty('detail');
  });

  test('that failed says when and why', async () => {
    const orderId = stored({ status: 'failed', terms, intentId, phase: 'authorize', code: 'card_declined' });
    expect((await read(orderId)).body).toMatchObject({
      status: 'failed',
      failure: { phase: 'authorize', code: 'card_declined' },
    });
  });

  test('that was never started has an owner and no amount', async () => {
    const orderId = stored({ status: 'voided', terms: undefined, intentId: undefined, customerId: userId });
    expect((await read(orderId)).body).toEqual({ orderId, status: 'voided' });
    expect((await read(orderId, stranger)).status).toBe(404);
  });

  test('is shown to operators, and does not exist for others', async () => {
    const orderId = stored({ status: 'authorized', terms, intentId });
    expect((await read(orderId, operator)).status).toBe(200);
    await expectSentOnce(app, `/v1/billing/payments/${orderId}`, { as: operator });
    expect((await read(orderId, stranger)).status).toBe(404);
    expect((await call(app, 'GET', `/v1/billing/payments/${orderId}`)).status).toBe(401);
    const unowned = stored({ status: 'waiting', terms: undefined, stockReserved: true });
    expect((await read(unowned)).status).toBe(404);
    expect((await read(unowned, operator)).body).toEqual({ orderId: unowned, status: 'pending', actions: [] });
  });

  test('is not shown to a token with another scope', async () => {
    const orderId = stored({ status: 'authorized', terms, intentId });
    expect((await read(orderId, narrowTokenOf(userId, ['customer'], ['orders:read']))).status).toBe(403);
  });

  test('that is unknown, or whose id is invalid, does not exist', async () => {
    expect((await read(randomUUID(), operator)).status).toBe(404);
    expect((await read('nonsense', operator)).status).toBe(404);
  });
});

describe('a payment whose undo fails', () => {
  const trouble = { tries: 15, since: '2026-05-04T10:00:00.000Z', reason: 'the intent is still processing', givenUp: true };
  const voiding: Payment = { status: 'voiding', terms, intentId, trouble };
  const resolve = (orderId: string, body: object, as: string | undefined = operator) =>
    call(app, 'POST', `/v1/billing/payments/${orderId}/resolve`, { as, body });
  const settle = { decision: 'settle', reason: 'cancelled in the dashboard' };

  test('shows operators why, and no one else', async () => {
    const orderId = stored(voiding);
    expect((await read(orderId, operator)).body).toMatchObject({ status: 'authorized', trouble: { of: 'undo', ...trouble } });
    expect((await read(orderId)).body).not.toHaveProperty('trouble');
  });

  test('is settled by an operator, who is recorded', async () => {
    const orderId = stored(voiding);
    const resolution = { ...settle, operatorId: expect.any(String), at: expect.any(String) };
    expect((await resolve(orderId, settle)).body).toMatchObject({ status: 'voided', resolution });
    expect((await read(orderId, operator)).body).toMatchObject({ status: 'voided', resolution });
    expect((await read(orderId)).body).not.toHaveProperty('resolution');
  });

  test('is retried, and the result is shown', async () => {
    const orderId = stored({ status: 'refunding', terms, intentId, trouble });
    const { status, body } = await resolve(orderId, { decision: 'retry', reason: 'they say that it works again' });
    const again = { of: 'undo', tries: 0, reason: trouble.reason, givenUp: false };
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'captured', trouble: again } });
    expect((await resolve(orderId, settle)).body).toMatchObject({ status: 'refunded', resolution: { decision: 'settle' } });
  });

  test('cannot be failed like a capture', async () => {
    const { status, body } = await resolve(stored(voiding), { ...settle, decision: 'fail' });
    expect({ status, body }).toMatchObject({ status: 409, body: { type: 'urn:cloudservices:problem:decision-unfit' } });
  });

  test('is only one whose undo fails', async () => {
    expect((await resolve(stored({ status: 'captured', terms, intentId }), settle)).status).toBe(409);
    expect((await resolve(randomUUID(), settle)).status).toBe(404);
  });

  test('is decided by operators only, with a reason', async () => {
    const orderId = stored(voiding);
    expect((await resolve(orderId, settle, customer)).status).toBe(403);
    expect((await resolve(orderId, { decision: 'settle' })).status).toBe(422);
    expect((await resolve(orderId, { ...settle, reason: ' ' })).status).toBe(422);
    expect((await resolve(orderId, { ...settle, decision: 'captured' })).status).toBe(422);
  });

  test('is not decided by an invalid body', async () => {
    const path = `/v1/billing/payments/${randomUUID()}/resolve`;
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', path, { as: operator, ...request })).status;
    expect(await statusOf({ as: undefined })).toBe(401);
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
    expect((await call(away, 'POST', path, { as: operator, body: { decision: 'settle', reason: 'done' } })).status).toBe(503);
  });
});

describe('a payment whose capture fails', () => {
  const trouble = { tries: 20, since: '2026-05-04T10:00:00.000Z', reason: 'the intent cannot be read', givenUp: true };
  const capturing: Payment = { status: 'capturing', terms, intentId, trouble };
  const resolve = (orderId: string, decision: string) =>
    call(app, 'POST', `/v1/billing/payments/${orderId}/resolve`, { as: operator, body: { decision, reason: 'another account' } });

  test('shows operators what fails', async () => {
    const { body } = await read(stored(capturing), operator);
    expect(body).toMatchObject({ status: 'authorized', trouble: { of: 'capture', ...trouble } });
  });

  test('is retried, or failed by an operator, who is recorded', async () => {
    expect((await resolve(stored(capturing), 'retry')).body).toMatchObject({
      trouble: { of: 'capture', tries: 0, givenUp: false },
    });
    const { status, body } = await resolve(stored(capturing), 'fail');
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'authorized', resolution: { decision: 'fail' } } });
  });

  test('cannot be settled like an undo', async () => {
    expect((await resolve(stored(capturing), 'settle')).body).toMatchObject({ type: 'urn:cloudservices:problem:decision-unfit' });
  });
});

describe('the service', () => {
  test('asks to retry later while its database is down', async () => {
    const { status, headers } = await call(away, 'GET', `/v1/billing/payments/${randomUUID()}`, { as: customer });
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
    expect((await call(away, 'GET', '/readyz')).status).toBe(503);
  });

  test('accepts only documented parameters', () => refuseStrangers(away));

  test('returns exactly the documented statuses', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
