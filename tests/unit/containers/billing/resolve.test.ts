import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyUnavailableError, VersionConflictError } from '#shared/errors/outcome.ts';
import type { Action } from '#shared/postgres/operator-actions.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { createApp } from '../../../../containers/billing/app.ts';
import type { Payment } from '../../../../containers/billing/domain.ts';
import type { EffectResult } from '../../../../containers/billing/effects.ts';
import type { PaymentProvider } from '../../../../containers/billing/payment-provider.ts';
import { billingSaga } from '../../../../containers/billing/saga.ts';
import type { PaymentStore } from '../../../../containers/billing/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { createCaller, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

const orderId = randomUUID();
const terms = { customerId: randomUUID(), amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
const trouble = { tries: 20, since: '2026-05-04T10:00:00.000Z', reason: 'the intent cannot be read', givenUp: true };
const capturing: Payment = { status: 'capturing', terms, intentId: 'pi_1', trouble };
const voiding: Payment = { status: 'voiding', terms, intentId: 'pi_1', trouble };

let row: Versioned<Payment>;
let noted: string[];
/** Called before each save; may be another replica that is faster, or a database that is down. */
let meanwhile: (after: Versioned<Payment>) => void;
let answer: () => Promise<EffectResult>;

const payments = {
  load: async () => row,
  async save(after: Versioned<Payment>, before: Versioned<Payment>) {
    meanwhile(after);
    if (row.version !== before.version) throw new VersionConflictError('it has changed');
    row = after;
  },
  find: async () => ({ ...row, ...terms.amount }),
  noteAction: async ({ action }: Action) => void noted.push(action),
  actionsOf: async () => [],
} as unknown as PaymentStore;
const provider = { capture: () => answer(), cancel: () => answer(), refund: () => answer() } as unknown as PaymentProvider;
const { ask } = aLoop(billingSaga(payments, provider));
const app = createApp({
  ...{ log: silentLog().log, verifyToken, payments, ask },
  ledger: unreachable,
  provider,
  ready: async () => {},
});
const { call } = createCaller(app, () => false);

const resolve = (decision: string) =>
  call(app, 'POST', `/v1/billing/payments/${orderId}/resolve`, {
    as: tokenOf(randomUUID(), 'operator'),
    body: { decision, reason: 'the case is closed' },
  });
const begin = (state: Payment) => {
  row = { orderId, version: 7, state, event: undefined };
};
const overtake = (state: Payment = row.state) => {
  row = { ...row, state, version: row.version + 1 };
};

beforeEach(() => {
  noted = [];
  meanwhile = () => undefined;
  answer = () => Promise.reject(new DependencyUnavailableError('the provider is down'));
});

describe('a decision about a payment', () => {
  test.each([
    ['fail', capturing],
    ['retry', capturing],
    ['retry', voiding],
    ['settle', voiding],
  ] as const)(
    'to %s that is never stored, because others keep changing the row, is not recorded: %#',
    async (decision, state) => {
      begin(state);
      meanwhile = () => overtake();
      const { status, body, headers } = await resolve(decision);
      expect({ status, again: headers.get('retry-after') }).toEqual({ status: 503, again: '2' });
      expect(body).toMatchObject({ title: expect.stringContaining('nothing was decided') });
      expect([row.state, noted]).toEqual([state, []]);
    },
  );

  test('that is not stored, because the database is down, is not recorded', async () => {
    begin(capturing);
    meanwhile = () => {
      throw new DependencyUnavailableError('the database is down');
    };
    expect([(await resolve('fail')).status, row.state, noted]).toEqual([503, capturing, []]);
  });

  test.each([
    ['fail', capturing, 'abandoning'],
    ['retry', voiding, 'voiding'],
  ] as const)('to %s is recorded once it is stored, though the provider is down', async (decision, state, step) => {
    begin(state);
    const { status, body } = await resolve(decision);
    expect({ status, body, step: row.state.status }).toMatchObject({ status: 200, body: { trouble: { givenUp: false } }, step });
    expect(noted).toEqual([`${decision} payment`]);
  });

  test('can still be changed after a retry that the provider does not answer', async () => {
    begin(voiding);
    await resolve('retry');
    expect((await resolve('settle')).body).toMatchObject({ status: 'voided', resolution: { decision: 'settle' } });
    begin(capturing);
    await resolve('retry');
    expect((await resolve('fail')).body).toMatchObject({ status: 'authorized', resolution: { decision: 'fail' } });
    expect(noted).toEqual(['retry payment', 'settle payment', 'retry payment', 'fail payment']);
  });

  test('that another replica has finished meanwhile is recorded, and the result shown', async () => {
    begin(capturing);
    const failed = { status: 'failed', terms, intentId: 'pi_1', phase: 'capture', code: 'capture_given_up' } as const;
    answer = async () => ({ did: 'cancel' });
    meanwhile = ({ state }) => {
      if (state.status === 'failed') overtake(failed);
    };
    expect(await resolve('fail')).toMatchObject({ status: 200, body: { status: 'failed' } });
    expect(noted).toEqual(['fail payment']);
  });

  test('that is stored is recorded even if something unforeseen happens next', async () => {
    begin(voiding);
    answer = () => Promise.reject(new TypeError('a bug'));
    expect([(await resolve('retry')).status, noted]).toEqual([500, ['retry payment']]);
  });
});
