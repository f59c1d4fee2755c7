import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { DependencyUnavailableError, EffectRefusedError, RetryLaterError } from '#shared/errors/outcome.ts';
import type { EffectResult } from '../../../../containers/billing/effects.ts';
import type { PaymentProvider } from '../../../../containers/billing/payment-provider.ts';
import { createStripeProvider } from '../../../../containers/billing/stripe-provider.ts';
import { anOrder } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import {
  accountFaults,
  conflicts,
  type Fault,
  type FaultyStripe,
  faults,
  startFaultyStripe,
} from '../../../support/faulty-stripe.ts';

let faulty: FaultyStripe;
let provider: PaymentProvider;

beforeAll(async () => {
  faulty = await startFaultyStripe();
  provider = createStripeProvider(faulty.stripe);
});
afterAll(() => faulty.stop());

type Operation = keyof PaymentProvider;
const paths: Record<Operation, string> = {
  create: '/payment_intents',
  confirm: '/confirm',
  capture: '/capture',
  find: '/search',
  cancel: '/cancel',
  refund: '/refunds',
};

/** An order's payment at the provider, one operation at a time. */
function aPayment(paymentMethod = 'pm_card_visa', amount = 2600, currency = 'USD') {
  const { orderId, placement } = anOrder({ paymentMethod, total: { amount, currency } });
  const terms = { customerId: placement.customerId, amount: placement.total, paymentMethod };
  let intentId = '';
  const operations: Record<Operation, () => Promise<EffectResult>> = {
    create: async () => {
      const outcome = await provider.create(orderId, { status: 'creating', terms });
      if (outcome.did === 'create') intentId = outcome.intentId;
      return outcome;
    },
    confirm: () => provider.confirm(orderId, { status: 'confirming', terms, intentId }),
    capture: () => provider.capture(orderId, { status: 'capturing', terms, intentId }),
    find: () => provider.find(orderId, { status: 'searching', terms: undefined, customerId: terms.customerId }),
    cancel: () => provider.cancel(orderId, { status: 'voiding', terms, intentId }),
    refund: () => provider.refund(orderId, { status: 'refunding', terms, intentId }),
  };
  const ledger = () => faulty.ledger(orderId);
  const refundBy = (by: PaymentProvider) => by.refund(orderId, { status: 'refunding', terms, intentId });
  return { ...operations, refundBy, orderId, ledger, kinds: () => ledger().entries.map(({ kind }) => kind) };
}

async function paymentAfter(operations: Operation[], payment = aPayment()) {
  for (const operation of operations) await payment[operation]();
  return payment;
}

describe('a payment', () => {
  test('is created without a hold, then authorized, then captured', async () => {
    const payment = aPayment();
    expect(await payment.create()).toEqual({ did: 'create', intentId: expect.stringMatching(/^pi_/) });
    expect(payment.kinds()).toEqual([]);
    expect(await payment.confirm()).toEqual({ did: 'confirm' });
    expect(payment.ledger().totals).toEqual({ authorized: 2600, captured: 0, refunded: 0 });
    expect(await payment.capture()).toEqual({ did: 'capture' });
    expect(payment.ledger().totals).toEqual({ authorized: 0, captured: 2600, refunded: 0 });
    expect(payment.ledger().entries[0]).toMatchObject({ currency: 'usd', orderId: payment.orderId });
  });

  test('that is authorized is released by a cancel', async () => {
    const payment = await paymentAfter(['create', 'confirm']);
    expect(await payment.cancel()).toEqual({ did: 'cancel' });
    expect(payment.kinds()).toEqual(['authorized', 'voided']);
  });

  test('that was canceled refuses a late confirmation and a late capture', async () => {
    const payment = await paymentAfter(['create', 'cancel']);
    expect(await payment.confirm()).toEqual({ did: 'refuse', code: 'canceled' });
    expect(await payment.capture()).toMatchObject({ did: 'refuse' });
    expect(payment.kinds()).toEqual([]);
  });

  test('that was captured cannot be canceled, and says so', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture']);
    expect(await payment.cancel()).toEqual({ did: 'captureFirst' });
    expect(payment.kinds()).toEqual(['authorized', 'captured']);
  });

  test('is refunded once, even if someone else refunded it', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture', 'refund']);
    expect(await payment.refund()).toEqual({ did: 'refund' });
    expect(payment.ledger().totals).toEqual({ authorized: 0, captured: 2600, refunded: 2600 });
    const other = await paymentAfter(['create', 'confirm', 'capture']);
    await faulty.stripe.refunds.create({ payment_intent: other.ledger().entries[0]?.paymentIntent as string });
    expect(await other.refund()).toEqual({ did: 'refund' });
    expect(other.ledger().totals).toEqual({ authorized: 0, captured: 2600, refunded: 2600 });
  });

  test('requested five times at once is a single payment', async () => {
    const payment = aPayment();
    const tryAll = async (operation: Operation) => Promise.allSettled([1, 2, 3, 4, 5].map(() => payment[operation]()));
    const created = (await tryAll('create')).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set(created.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    await payment.create();
    for (const operation of ['confirm', 'capture'] as const) {
      for (const one of await tryAll(operation))
        if (one.status === 'fulfilled') expect(one.value).toEqual({ did: operation });
        else expect(one.reason).toMatchObject(noOutcome);
    }
    expect(payment.kinds()).toEqual(['authorized', 'captured']);
  });
});

describe('the intents of an order whose row has been lost', () => {
  test('are empty when nothing was ever requested', async () => {
    expect(await aPayment().find()).toEqual({ did: 'findNothing' });
  });

  test.each<[string, Operation[]]>([
    ['created', ['create']],
    ['held', ['create', 'confirm']],
    ['taken', ['create', 'confirm', 'capture']],
    ['cancelled', ['create', 'cancel']],
  ])('are found by the order, %s', async (_, before) => {
    const payment = await paymentAfter(before);
    const found = { did: 'find', intentId: expect.stringMatching(/^pi_/), amount: { amount: 2600, currency: 'USD' } };
    expect(await payment.find()).toMatchObject({ ...found, paymentMethod: 'pm_card_visa' });
  });

  test('are searched for the one that has money', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture']);
    const second = { amount: 2600, currency: 'usd', capture_method: 'manual', payment_method_types: ['card'] } as const;
    await faulty.stripe.paymentIntents.create({ ...second, metadata: { orderId: payment.orderId } });
    expect(await payment.find()).toMatchObject({ intentId: payment.ledger().entries[0]?.paymentIntent });
  });

  test('are searched before creating another once the first key may have been forgotten', async () => {
    const { orderId, placement } = anOrder();
    const terms = { customerId: placement.customerId, amount: placement.total, paymentMethod: placement.paymentMethod };
    const create = (hoursAgo: number) =>
      provider.create(orderId, {
        status: 'creating',
        terms: { ...terms, placedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() },
      });
    const first = await create(0);
    faulty.requests.length = 0;
    expect(await create(22.9)).toEqual(first);
    expect(faulty.requests.map(({ method }) => method)).toEqual(['POST']);
    expect(await create(23.1)).toEqual(first);
    expect(faulty.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('are unknown while the provider throttles searches, which is no outage', async () => {
    const busy = createStripeProvider({
      ...faulty.stripe,
      paymentIntents: Object.assign(Object.create(faulty.stripe.paymentIntents), {
        search: () => Promise.reject(new Stripe.errors.StripeRateLimitError({ statusCode: 429 } as never)),
      }),
    } as never);
    const searching = { status: 'searching', terms: undefined, customerId: 'c' } as const;
    await expect(busy.find('o', searching)).rejects.toMatchObject({ name: 'RetryLaterError' });
  });
});

describe('an intent that the provider does not have', () => {
  const { customerId, total, paymentMethod } = anOrder().placement;
  const payment = { terms: { customerId, amount: total, paymentMethod }, intentId: 'pi_nobody_knows' };

  test('is a failure of its own order, not the provider’s', async () => {
    const { orderId } = anOrder();
    for (const asked of [
      () => provider.confirm(orderId, { status: 'confirming', ...payment }),
      () => provider.capture(orderId, { status: 'capturing', ...payment }),
      () => provider.cancel(orderId, { status: 'voiding', ...payment }),
      () => provider.refund(orderId, { status: 'refunding', ...payment }),
    ])
      await expect(asked()).rejects.toBeInstanceOf(EffectRefusedError);
  });
});

describe('a refusal', () => {
  test.each([
    ['pm_card_chargeDeclined', 'card_declined'],
    ['pm_card_visa_chargeDeclined', 'card_declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined'],
    ['pm_card_chargeDeclinedLostCard', 'card_declined'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined'],
    ['pm_card_chargeDeclinedFraudulent', 'card_declined'],
    ['pm_card_chargeDeclinedVelocityLimitExceeded', 'card_declined'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error'],
  ])('of %s is reported as %s, holds nothing, and is repeatable', async (paymentMethod, code) => {
    const payment = await paymentAfter(['create'], aPayment(paymentMethod));
    expect(await payment.confirm()).toEqual({ did: 'refuse', code });
    expect(await payment.confirm()).toEqual({ did: 'refuse', code });
    expect(payment.kinds()).toEqual([]);
  });

  test.each([
    ['an unknown payment method', 'pm_nobody', 2600, 'resource_missing'],
    ['a payment method that was used before', 'pm_card_usedBefore', 2600, 'payment_method_unexpected_state'],
    ['an amount that is too small', 'pm_card_visa', 49, 'amount_too_small'],
    ['an amount that is too large', 'pm_card_visa', 100_000_000, 'amount_too_large'],
    ['an amount between two steps', 'pm_card_visa', 12_345, 'invalid_request', 'KWD'],
    ['half an ariary', 'pm_card_visa', 150, 'parameter_invalid_integer', 'MGA'],
    ['a currency that it does not take', 'pm_card_visa', 2600, 'currency_not_supported', 'IRR'],
  ])('of %s happens before there is a payment', async (...[, paymentMethod, amount, code, currency]) => {
    expect(await aPayment(paymentMethod, amount, currency).create()).toEqual({ did: 'refuse', code });
  });

  test.each(['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required'])(
    'of %s says that its bank requires authentication, which no one can provide',
    async (paymentMethod) => {
      const payment = await paymentAfter(['create'], aPayment(paymentMethod));
      for (const _ of [1, 2]) expect(await payment.confirm()).toEqual({ did: 'refuse', code: 'authentication_required' });
      expect(payment.kinds()).toEqual([]);
    },
  );

  test('of a capture leaves a hold, which a cancel releases', async () => {
    const payment = await paymentAfter(['create', 'confirm'], aPayment('pm_card_captureFails'));
    expect(await payment.capture()).toEqual({ did: 'refuse', code: 'capture_charge_authorization_expired' });
    expect(await payment.cancel()).toEqual({ did: 'cancel' });
    expect(payment.ledger().totals).toEqual({ authorized: 0, captured: 0, refunded: 0 });
  });
});

describe('an amount', () => {
  test.each([
    [50_000, 'UGX', 5_000_000],
    [500, 'ISK', 50_000],
    [12_340, 'KWD', 12_340],
    [123_400, 'MGA', 1_234],
    [2_500, 'JPY', 2_500],
    [2_500_000_000, 'IDR', 2_500_000_000],
  ])('of %i %s is sent to the provider at its own scale: %i', async (amount, currency, there) => {
    const payment = await paymentAfter(['create', 'confirm', 'capture', 'refund'], aPayment('pm_card_visa', amount, currency));
    const { entries } = payment.ledger();
    expect(new Set(entries.map((entry) => `${entry.amount} ${entry.currency}`))).toEqual(
      new Set([`${there} ${currency.toLowerCase()}`]),
    );
  });
});

describe('a confirmation in progress', () => {
  test('has no outcome yet; it is concluded from the current intent, not from the first response', async () => {
    const payment = await paymentAfter(['create'], aPayment('pm_card_processing'));
    await expect(payment.confirm()).rejects.toBeInstanceOf(RetryLaterError);
    expect(payment.kinds()).toEqual([]);
    expect(await payment.confirm()).toEqual({ did: 'confirm' });
    expect(payment.kinds()).toEqual(['authorized']);
    expect(await payment.capture()).toEqual({ did: 'capture' });
  });

  test('can be undone as soon as it has ended', async () => {
    const payment = await paymentAfter(['create'], aPayment('pm_card_processing'));
    await expect(payment.confirm()).rejects.toBeInstanceOf(RetryLaterError);
    await expect(payment.cancel()).rejects.toMatchObject({ name: 'RetryLaterError' });
    expect(await payment.cancel()).toEqual({ did: 'cancel' });
    expect(payment.kinds()).toEqual(['authorized', 'voided']);
  });
});

describe('a replayed response', () => {
  test.each<['confirm' | 'capture', string, EffectResult | undefined]>([
    ['confirm', 'processing', undefined],
    ['confirm', 'requires_capture', { did: 'confirm' }],
    ['confirm', 'succeeded', { did: 'confirm' }],
    ['confirm', 'canceled', { did: 'refuse', code: 'canceled' }],
    ['confirm', 'requires_action', { did: 'refuse', code: 'authentication_required' }],
    ['capture', 'processing', undefined],
    ['capture', 'requires_capture', undefined],
    ['capture', 'succeeded', { did: 'capture' }],
    ['capture', 'canceled', { did: 'refuse', code: 'canceled' }],
    ['capture', 'requires_payment_method', { did: 'refuse', code: 'payment_intent_unexpected_state' }],
  ])('to a %s is concluded from the current intent: %s', async (operation, status, result) => {
    const lastResponse = { headers: { 'idempotent-replayed': 'true' } };
    const replay = async () => ({ status: 'processing', lastResponse });
    const paymentIntents = { confirm: replay, capture: replay, retrieve: async () => ({ status }) };
    const { confirm, capture } = createStripeProvider({ ...faulty.stripe, paymentIntents } as never);
    const { placement } = anOrder();
    const terms = { customerId: placement.customerId, amount: placement.total, paymentMethod: 'pm_card_visa' };
    const asked =
      operation === 'confirm'
        ? confirm('o', { status: 'confirming', terms, intentId: 'pi_1' })
        : capture('o', { status: 'capturing', terms, intentId: 'pi_1' });
    if (result) expect(await asked).toEqual(result);
    else await expect(asked).rejects.toBeInstanceOf(RetryLaterError);
  });
});

describe('a mistake on our side', () => {
  test.each(accountFaults)('refuses no one: %s', async (fault) => {
    const payment = aPayment();
    for (const operation of ['create', 'confirm', 'capture'] as const) {
      faulty.plan(paths[operation], fault, fault);
      // A stored one is requested again immediately, so only then does it occur twice.
      const met = await payment[operation]().catch((error: unknown) => error);
      expect(met).toBeInstanceOf(DependencyUnavailableError);
      expect(String(met)).toMatch(/refuses our account, key or request: Stripe\w+Error 40[013]( parameter_unknown)?$/);
      faulty.forget();
      expect(await payment[operation]()).toMatchObject({ did: operation });
    }
    expect(payment.kinds()).toEqual(['authorized', 'captured']);
  });

  test.each([
    ['invalid_request_error', undefined],
    ['api_error', 'processing_error'],
  ])('refuses no one where the intent records it as its last error: %s', async (type, code) => {
    const asked: object[] = [];
    const fault = { statusCode: 400, type: 'invalid_request_error', headers: { 'idempotent-replayed': 'true' }, message: '' };
    const paymentIntents = {
      confirm: async (_: string, params: object) => {
        asked.push(params);
        throw Stripe.errors.StripeError.generate(fault as never);
      },
      retrieve: async () => ({ status: 'requires_payment_method', last_payment_error: { type, code } }),
    };
    const provider = createStripeProvider({ ...faulty.stripe, paymentIntents } as never);
    const { placement } = anOrder();
    const terms = { customerId: placement.customerId, amount: placement.total, paymentMethod: 'pm_card_visa' };
    const confirmed = provider.confirm('o', { status: 'confirming', terms, intentId: 'pi_1' });
    await expect(confirmed).rejects.toBeInstanceOf(DependencyUnavailableError);
    // The fault removed the intent's payment method, so the next request sends it again.
    expect(asked).toEqual([
      { error_on_requires_action: true },
      { error_on_requires_action: true, payment_method: 'pm_card_visa' },
    ]);
  });

  test('is what a disabled account is, as long as it is disabled', async () => {
    const payment = await paymentAfter(['create'], aPayment('pm_card_accountDisabled'));
    for (const _ of [1, 2, 3]) await expect(payment.confirm()).rejects.toBeInstanceOf(DependencyUnavailableError);
    expect(await payment.cancel()).toEqual({ did: 'cancel' });
  });
});

describe('a throttling provider', () => {
  test.each([
    ['pm_card_lockTimeout', RetryLaterError],
    ['pm_card_rateLimit', DependencyUnavailableError],
  ])('has refused nothing: %s', async (paymentMethod, kind) => {
    const payment = await paymentAfter(['create'], aPayment(paymentMethod));
    for (const _ of [1, 2]) await expect(payment.confirm()).rejects.toBeInstanceOf(kind);
    expect(await payment.confirm()).toEqual({ did: 'confirm' });
  });
});

describe('a refund', () => {
  test('that fails has refunded nothing, and is requested again', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture'], aPayment('pm_card_refundFail'));
    await expect(payment.refund()).rejects.toBeInstanceOf(EffectRefusedError);
    expect(payment.ledger().totals).toMatchObject({ refunded: 0 });
    expect(await payment.refund()).toEqual({ did: 'refund' });
    expect(await payment.refund()).toEqual({ did: 'refund' });
    expect(payment.ledger().totals).toEqual({ authorized: 0, captured: 2600, refunded: 2600 });
  });

  test('that is pending is not done yet', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture'], aPayment('pm_card_pendingRefund'));
    const list = async () => ({ data: [{ amount: 2600, status: 'pending' }] });
    const refunds = Object.assign(Object.create(faulty.stripe.refunds), { list });
    const impatient = createStripeProvider({ paymentIntents: faulty.stripe.paymentIntents, refunds });
    await expect(payment.refundBy(impatient)).rejects.toMatchObject({ name: 'RetryLaterError' });
    expect(await payment.refund()).toEqual({ did: 'refund' });
    expect(payment.kinds()).toEqual(['authorized', 'captured', 'refunded']);
  });

  test.each<[string, string, string, number]>([
    ['succeeded and has failed since', 'succeeded', 'failed', 2],
    ['failed', 'failed', 'failed', 2],
    ['is still pending', 'pending', 'pending', 1],
    ['waits for an action', 'requires_action', 'requires_action', 1],
  ])('whose stored response is not trusted because it %s is requested this often', async (...[, stored, now, times]) => {
    let asked = 0;
    const create = async () => {
      asked++;
      return asked === 1 ? { status: stored, lastResponse: { headers: { 'idempotent-replayed': 'true' } } } : { status: now };
    };
    const list = async () => ({ data: [{ amount: 2600, status: now }] });
    const paymentIntents = { retrieve: async () => ({ amount_received: 2600 }) };
    const { refund } = createStripeProvider({ paymentIntents, refunds: { create, list } } as never);
    const { placement } = anOrder();
    const terms = { customerId: placement.customerId, amount: placement.total, paymentMethod: 'pm_card_visa' };
    await expect(refund('o', { status: 'refunding', terms, intentId: 'pi_1' })).rejects.toBeInstanceOf(RetryLaterError);
    expect(asked).toBe(times);
  });

  test('of a part does not count as a full one', async () => {
    const payment = await paymentAfter(['create', 'confirm', 'capture'], aPayment('pm_card_refundFail'));
    const intentId = payment.ledger().entries[0]?.paymentIntent as string;
    await faulty.stripe.refunds.create({ payment_intent: intentId, amount: 1000 });
    await faulty.stripe.refunds.create({ payment_intent: intentId, amount: 1000 });
    expect(payment.ledger().totals).toMatchObject({ refunded: 1000 });
    expect(await payment.refund()).toEqual({ did: 'refund' });
    expect(payment.ledger().totals).toMatchObject({ refunded: 2600 });
  });
});

/** Not a refusal: this payment, or all of them, will be retried. */
const noOutcome = { name: expect.stringMatching(/^(EffectRefused|RetryLater|DependencyUnavailable)Error$/) };

const lives: { operation: Operation; before: Operation[]; done: EffectResult; totals: object }[] = [
  {
    operation: 'create',
    before: [],
    done: { did: 'create', intentId: expect.any(String) as never },
    totals: { authorized: 0, captured: 0, refunded: 0 },
  },
  { operation: 'confirm', before: ['create'], done: { did: 'confirm' }, totals: { authorized: 2600, captured: 0, refunded: 0 } },
  {
    operation: 'capture',
    before: ['create', 'confirm'],
    done: { did: 'capture' },
    totals: { authorized: 0, captured: 2600, refunded: 0 },
  },
  {
    operation: 'cancel',
    before: ['create', 'confirm'],
    done: { did: 'cancel' },
    totals: { authorized: 0, captured: 0, refunded: 0 },
  },
  {
    operation: 'refund',
    before: ['create', 'confirm', 'capture'],
    done: { did: 'refund' },
    totals: { authorized: 0, captured: 2600, refunded: 2600 },
  },
];

describe.each(lives)('$operation', ({ operation, before, done, totals }) => {
  /** Repeats until there is an outcome, as the queue does; every failure before that must be "not now". */
  async function untilDone(payment: ReturnType<typeof aPayment>): Promise<EffectResult> {
    for (const deadline = performance.now() + 10_000; performance.now() < deadline; await sleep(20)) {
      try {
        return await payment[operation]();
      } catch (error) {
        expect(error).toMatchObject(noOutcome);
      }
    }
    throw new Error('no outcome in ten seconds');
  }

  const sequences: Fault[][] = [
    ...faults.map((fault) => [fault]),
    ['stored 500', '500 before', 'stored 500'],
    ['time-out after', 'key in use', '500 after'],
  ];
  test.each(sequences.map((sequence) => [sequence.join(', ')]))('has the same outcome after: %s', async (sequence) => {
    const payment = await paymentAfter(before);
    faulty.plan(paths[operation], ...(sequence.split(', ') as Fault[]));
    expect(await untilDone(payment)).toEqual(done);
    expect(await payment[operation]()).toEqual(done);
    expect(payment.ledger().totals).toEqual(totals);
    faulty.forget();
  });

  test('uses one idempotency key per order', async () => {
    const payment = await paymentAfter(before);
    faulty.requests.length = 0;
    faulty.plan(paths[operation], 'time-out before', 'key in use', 'rate limit');
    await untilDone(payment);
    const keys = faulty.requests.filter(({ method }) => method === 'POST').map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys)).toEqual(new Set([`${payment.orderId}:${operation}`]));
  });
});

describe('a decline whose response was lost', () => {
  test.each<[Fault]>([['time-out after'], ['500 after'], ['key in use']])('is found in the intent after: %s', async (fault) => {
    const payment = await paymentAfter(['create'], aPayment('pm_card_chargeDeclinedExpiredCard'));
    faulty.plan('/confirm', fault);
    const first = await payment.confirm().catch((error) => error);
    if (first instanceof Error) expect(first).toMatchObject(noOutcome);
    else expect(first).toEqual({ did: 'refuse', code: 'expired_card' });
    await eventually(() => payment.confirm());
    expect(await payment.confirm()).toEqual({ did: 'refuse', code: 'expired_card' });
  });
});

describe('a provider that answers 500 for a while', () => {
  test('has refused nothing, however often the client repeats the request', async () => {
    const broken = await startFaultyStripe({ retriesMax: 1 });
    broken.plan('/v1/payment_intents', ...Array<Fault>(40).fill('stored 500'));
    const terms = { customerId: 'c', amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
    const attempt = createStripeProvider(broken.stripe).create('01933f2e-5a10-7c3e-8f00-2b1c5d7e9a01', {
      status: 'creating',
      terms,
    });
    await expect(attempt).rejects.toBeInstanceOf(DependencyUnavailableError);
    const keys = broken.requests.map(({ idempotencyKey }) => String(idempotencyKey));
    expect(keys.length).toBeLessThanOrEqual(4);
    // Stripe's own limit on a key; beyond it, a 400 would look like a refusal.
    expect(keys.filter((key) => key.length > 255)).toEqual([]);
    await broken.stop();
  });
});

describe('two concurrent requests for the same', () => {
  test.each(lives.flatMap(({ operation, before }) => conflicts.map((conflict) => ({ operation, before, conflict }))))(
    'are no refusal, and affect only this payment: $operation after $conflict',
    async ({ operation, before, conflict }) => {
      const payment = await paymentAfter(before);
      faulty.plan(paths[operation], conflict);
      await expect(payment[operation]()).rejects.toBeInstanceOf(RetryLaterError);
      faulty.forget();
    },
  );
});

describe('a provider that cannot be reached', () => {
  test('is no reason to refuse anything', async () => {
    const gone = await startFaultyStripe();
    await gone.stop();
    const { create, confirm, capture, find, cancel, refund } = createStripeProvider(gone.stripe);
    const terms = { customerId: 'c', amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
    const intentId = 'pi_1';
    const attempts = [
      create('o', { status: 'creating', terms }),
      confirm('o', { status: 'confirming', terms, intentId }),
      capture('o', { status: 'capturing', terms, intentId }),
      find('o', { status: 'searching', terms, customerId: 'c' }),
      cancel('o', { status: 'voiding', terms, intentId }),
      refund('o', { status: 'refunding', terms, intentId }),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({ status: 'rejected', reason: expect.any(DependencyUnavailableError) });
  });

  test('or that rejects our key is no reason either', async () => {
    const stranger = createStripeProvider({
      ...faulty.stripe,
      paymentIntents: Object.assign(Object.create(faulty.stripe.paymentIntents), {
        create: (params: never, options: object) =>
          faulty.stripe.paymentIntents.create(params, { ...options, apiKey: 'sk_live_wrong' }),
      }),
    } as never);
    const terms = { customerId: 'c', amount: { amount: 2600, currency: 'USD' }, paymentMethod: 'pm_card_visa' };
    await expect(stranger.create('o', { status: 'creating', terms })).rejects.toBeInstanceOf(DependencyUnavailableError);
  });
});
