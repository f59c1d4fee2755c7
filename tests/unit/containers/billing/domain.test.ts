import { describe, expect, test } from '@jest/globals';
import type { Failure } from '#shared/saga/trouble.ts';
import { type Payment, steps, type Terms, toEvent } from '../../../../containers/billing/domain.ts';
import {
  conclude,
  type Effect,
  type EffectResult,
  effectOf,
  isTransient,
  noteFailure,
  resolvePayment,
  troubleIn,
} from '../../../../containers/billing/effects.ts';
import { captureFailed, sample } from '../../../saga/model/sample-events.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { testDecisions } from '../decision-table.ts';

const decide = decideBy<Payment>('billing', steps);

const { customerId, total, paymentMethod } = sample.OrderPlaced.data;
const terms: Terms = { customerId, amount: total, paymentMethod };
const intentId = 'pi_1';
const code = 'card_declined';

const states = {
  none: { status: 'none' },
  waiting: { status: 'waiting', terms, stockReserved: false },
  'waiting for OrderPlaced': { status: 'waiting', terms: undefined, stockReserved: true },
  creating: { status: 'creating', terms },
  confirming: { status: 'confirming', terms, intentId },
  authorized: { status: 'authorized', terms, intentId },
  capturing: { status: 'capturing', terms, intentId },
  captured: { status: 'captured', terms, intentId },
  abandoning: { status: 'abandoning', terms, intentId, code: 'capture_refused' },
  failed: { status: 'failed', terms, intentId, phase: 'authorize', code },
  searching: { status: 'searching', terms, customerId },
  voiding: { status: 'voiding', terms, intentId },
  voided: { status: 'voided', terms, intentId, customerId },
  refunding: { status: 'refunding', terms, intentId },
  refunded: { status: 'refunded', terms, intentId },
} satisfies Record<string, Payment>;

describe('a payment, given its events', () => {
  testDecisions<Payment>({
    service: 'billing',
    states,
    decide,
    table: `
                             OrderPlaced  StockReserved  OrderConfirmed  ShipmentFailed  OrderCancelled
    none                     waiting      waiting        tooEarly        tooEarly        searching
    waiting                  -            creating       tooEarly        searching       searching
    waiting for OrderPlaced  creating     -              tooEarly        tooEarly        searching
    creating                 -            -              tooEarly        searching       searching
    confirming               -            -              tooEarly        voiding         voiding
    authorized               -            -              capturing       voiding         voiding
    capturing                -            -              -               tooEarly        tooEarly
    captured                 -            -              -               refunding       refunding
    abandoning               -            -              -               -               -
    failed                   -            -              -               -               -
    searching                -            -              -               -               -
    voiding                  -            -              -               -               -
    voided                   -            -              -               -               -
    refunding                -            -              -               -               -
    refunded                 -            -              -               -               -`,
  });

  test.each([
    ['OrderPlaced comes first', [sample.OrderPlaced, sample.StockReserved]],
    ['StockReserved comes first', [sample.StockReserved, sample.OrderPlaced]],
  ])('has its terms when %s', (_, [first, second]) => {
    expect(first && second && decide(decide(states.none, first) as Payment, second)).toMatchObject(states.creating);
  });

  test.each([
    ['nothing', states.none, undefined],
    ['the stock', states['waiting for OrderPlaced'], undefined],
    ['the order', states.waiting, terms],
  ])('knows whose tombstone it will be when it has heard of %s and is cancelled', (_, state, known) => {
    expect(decide(state, sample.OrderCancelled)).toEqual({ status: 'searching', terms: known, customerId });
  });

  describe('cancelled before it knows of an intent', () => {
    const placedAt = '2026-05-04T10:00:00.000Z';
    const cancelledAfter = (seconds: number) => ({
      ...sample.OrderCancelled,
      time: new Date(Date.parse(placedAt) + seconds * 1000).toISOString(),
    });
    const waiting: Payment = { status: 'waiting', terms: { ...terms, placedAt }, stockReserved: false };

    test.each([0, 1, 30])('is voided without calling the provider, %d seconds after it was placed', (seconds) => {
      expect(decide(waiting, cancelledAfter(seconds))).toMatchObject({ status: 'voided', intentId: undefined, customerId });
    });

    test.each([30.001, 3_600])('asks the provider first, %d seconds after it was placed', (seconds) => {
      expect(decide(waiting, cancelledAfter(seconds))).toMatchObject({ status: 'searching', customerId });
    });
  });
});

describe('a payment, and the provider', () => {
  const results: Record<string, EffectResult> = {
    create: { did: 'create', intentId },
    confirm: { did: 'confirm' },
    capture: { did: 'capture' },
    cancel: { did: 'cancel' },
    refund: { did: 'refund' },
    refuse: { did: 'refuse', code },
    captureFirst: { did: 'captureFirst' },
    find: { did: 'find', intentId, amount: total, paymentMethod },
    findNothing: { did: 'findNothing' },
  };

  const effects: [keyof typeof states, Effect, Record<string, Payment>][] = [
    [
      'creating',
      'create',
      { create: states.confirming, refuse: { status: 'failed', terms, intentId: undefined, phase: 'authorize', code } },
    ],
    ['confirming', 'confirm', { confirm: states.authorized, refuse: states.failed }],
    ['capturing', 'capture', { capture: states.captured, refuse: { ...states.abandoning, code } }],
    [
      'abandoning',
      'cancel',
      { cancel: { status: 'failed', terms, intentId, phase: 'capture', code: 'capture_refused' }, captureFirst: states.captured },
    ],
    ['searching', 'find', { find: states.voiding, findNothing: { ...states.voided, intentId: undefined } }],
    ['voiding', 'cancel', { cancel: states.voided, captureFirst: states.refunding }],
    ['refunding', 'refund', { refund: states.refunded }],
  ];

  describe.each(effects)('given %s, which asks it to %s', (name, asked, ends) => {
    test(`asks it to ${asked}`, () => {
      expect(effectOf(states[name])).toBe(asked);
    });

    test.each(Object.entries(ends))('turns the result of %s into the expected state', (result, next) => {
      expect(conclude(states[name], results[result] as EffectResult)).toMatchObject(next);
    });
  });

  test.each([
    ['keeps the terms that it has', { ...terms, placedAt: '2026-05-04T10:00:00.000Z' }],
    ['rebuilds terms that were lost', undefined],
  ])('searching %s when an intent is found', (_, known) => {
    const found = { did: 'find', intentId, amount: { amount: 1, currency: 'EUR' }, paymentMethod: 'pm_found' } as const;
    const rebuilt = { customerId, amount: found.amount, paymentMethod: found.paymentMethod };
    expect(conclude({ status: 'searching', terms: known, customerId }, found)).toEqual({
      ...{ status: 'voiding', terms: known ?? rebuilt, intentId },
    });
  });

  const atRest = Object.entries<Payment>(states).filter(([name]) => !effects.some(([working]) => working === name));

  test.each(atRest)('given %s, asks for nothing and concludes nothing', (_, state) => {
    expect(effectOf(state)).toBeUndefined();
    for (const result of Object.values(results)) expect(conclude(state, result)).toBe(state);
  });
});

describe('an undo in trouble', () => {
  const failure = { kind: 'refused', reason: 'the intent is still processing', at: '2026-05-04T10:00:00.000Z' } as const;
  const resolution = { decision: 'settle', operatorId: 'o', reason: 'refunded by hand', at: failure.at } as const;
  const undos = { abandoning: 'failed', searching: 'voided', voiding: 'voided', refunding: 'refunded' } as const;

  describe.each(Object.entries(undos))('given %s', (name, end) => {
    const state = states[name as keyof typeof undos];

    test('calls the provider until it is given up, and publishes nothing then', () => {
      let payment: Payment = state;
      let tries = 0;
      for (; effectOf(payment); tries++) payment = noteFailure(payment, failure) as Payment;
      expect(payment).toMatchObject({ ...state, trouble: { tries, givenUp: true, reason: failure.reason } });
      expect(toEvent(payment)).toBeUndefined();
    });

    test(`is set to ${end} by an operator, who is recorded, and published`, () => {
      const settled = resolvePayment(noteFailure(state, failure) as Payment, resolution) as Payment;
      expect(settled).toMatchObject({ status: end, trouble: undefined, resolution });
      expect(toEvent(settled)).toBeDefined();
    });

    test('cannot be failed, because an undo cannot refuse', () => {
      expect(resolvePayment(noteFailure(state, failure) as Payment, { ...resolution, decision: 'fail' })).toBe('refused');
    });

    test('is retried when an operator says so, who can still decide otherwise while the provider does not answer', () => {
      let payment: Payment = state;
      while (effectOf(payment)) payment = noteFailure(payment, failure) as Payment;
      const at = '2026-05-04T11:00:00.000Z';
      const again = resolvePayment(payment, { ...resolution, decision: 'retry', at }) as Payment;
      expect(again).toEqual({ ...state, trouble: { tries: 0, since: at, reason: failure.reason, givenUp: false } });
      expect(effectOf(again)).toBe(effectOf(state));
      expect(resolvePayment(again, resolution)).toMatchObject({ status: end, trouble: undefined, resolution });
    });

    test('uses up no try, and says why, while the provider refuses every request', () => {
      const all = { kind: 'refusesAll', reason: 'the key is wrong', at: failure.at } as const;
      const payment = noteFailure(state, all) as Payment;
      expect(payment).toMatchObject({ trouble: { tries: 0, since: all.at, reason: all.reason, givenUp: false } });
      expect(noteFailure(payment, { ...all, at: '2026-05-05T10:00:00.000Z' })).toBe(payment);
      const tried = noteFailure(noteFailure(state, failure) as Payment, all);
      expect(tried).toMatchObject({ trouble: { tries: 1, reason: all.reason, givenUp: false } });
      expect(resolvePayment(payment, resolution)).toMatchObject({ status: end, resolution });
    });

    test('ends when the provider recovers', () => {
      const troubled = noteFailure(state, failure) as Payment;
      expect(conclude(troubled, { did: name === 'refunding' ? 'refund' : 'cancel' })).toMatchObject({ trouble: undefined });
    });
  });

  test.each(Object.entries<Payment>(states))('does not exist for %s, which no operator may settle', (name, state) => {
    expect(resolvePayment(state, resolution)).toBe('refused');
    if (!(name in undos) && name !== 'capturing') expect(noteFailure(state, failure)).toBeUndefined();
  });
});

describe('a capture in trouble', () => {
  const at = '2026-05-04T10:00:00.000Z';
  const failure = { kind: 'refused', reason: 'the intent cannot be read', at } as const;
  const later = { ...failure, at: '2026-05-04T10:30:00.000Z' };
  const resolution = { decision: 'fail', operatorId: 'o', reason: 'the account was closed', at } as const;
  const failing = (times: number, last: Failure = failure) => {
    let payment: Payment = states.capturing;
    for (let time = 1; time < times; time++) payment = noteFailure(payment, failure) as Payment;
    return noteFailure(payment, last) as Payment;
  };

  test('is never given up within half an hour, however definite its failures look, because they are not refusals', () => {
    expect(effectOf(failing(1_000))).toBe('capture');
    expect(effectOf(failing(14, later))).toBe('capture');
  });

  test('then waits for a person, and publishes nothing, whatever arrives', () => {
    const payment = failing(15, later);
    expect(payment).toMatchObject({ ...states.capturing, trouble: { tries: 15, givenUp: true, reason: failure.reason } });
    expect([effectOf(payment), toEvent(payment)]).toEqual([undefined, undefined]);
    expect(decide(payment, sample.OrderConfirmed)).toBe(payment);
  });

  test('waits for nothing once its order is cancelled, as after a restore: it is undone', () => {
    expect(decide(failing(14, later), sample.OrderCancelled)).toBe('tooEarly');
    const abandoning = decide(failing(15, later), sample.OrderCancelled);
    expect(abandoning).toEqual({ ...states.abandoning, code: 'capture_given_up' });
    expect(conclude(abandoning as Payment, { did: 'captureFirst' })).toEqual(states.captured);
  });

  test('uses up no try while the provider refuses every request', () => {
    const all = { kind: 'refusesAll', reason: 'the key is wrong', at: later.at } as const;
    expect(failing(15, all)).toMatchObject({ trouble: { tries: 14, reason: all.reason, givenUp: false } });
  });

  test('that an older build has left behind after the capture is not shown and does not prevent the refund', () => {
    const { trouble } = failing(15, later) as { trouble?: object };
    const captured = { ...states.captured, trouble } as Payment;
    expect(troubleIn(captured)).toEqual({});
    const refunding = decide(captured, sample.OrderCancelled) as Payment;
    expect(refunding).toEqual(states.refunding);
    expect(effectOf(refunding)).toBe('refund');
  });

  test('is retried when an operator says so, and that decision is stored before the provider is asked', () => {
    const again = resolvePayment(failing(15, later), { ...resolution, decision: 'retry' }) as Payment;
    expect(again).toMatchObject({ ...states.capturing, trouble: { tries: 0, since: at, givenUp: false } });
    expect(resolvePayment(again, resolution)).toMatchObject({ status: 'abandoning', resolution });
    expect([effectOf(again), isTransient(again)]).toEqual(['capture', false]);
  });

  test('is undone when an operator fails it, who is recorded', () => {
    const abandoning = resolvePayment(failing(2), resolution) as Payment;
    expect(abandoning).toEqual({ ...states.abandoning, code: 'capture_given_up', resolution });
    expect(effectOf(abandoning)).toBe('cancel');
    const failed = conclude(abandoning, { did: 'cancel' });
    expect(failed).toMatchObject({ status: 'failed', phase: 'capture', code: 'capture_given_up', resolution });
  });

  test('cannot be settled as done: what was captured by hand is found by a retry', () => {
    expect(resolvePayment(failing(15, later), { ...resolution, decision: 'settle' })).toBe('refused');
  });

  test('ends when the provider recovers', () => {
    expect(conclude(failing(3), { did: 'capture' })).toEqual(states.captured);
    expect(conclude(failing(3), { did: 'refuse', code })).toEqual({ ...states.abandoning, code });
  });

  test('shows as the capture’s', () => {
    expect(troubleIn(failing(1))).toMatchObject({ trouble: { of: 'capture', tries: 1 } });
    expect(troubleIn(noteFailure(states.voiding, failure) as Payment)).toMatchObject({ trouble: { of: 'undo' } });
  });
});

describe('the events of a payment', () => {
  const said: [string, Payment, { type: string; data: unknown }][] = [
    ['authorized', states.authorized, sample.PaymentAuthorized],
    ['captured', states.captured, sample.PaymentCaptured],
    ['refused', states.failed, sample.PaymentFailed],
    ['refused at the capture', { ...states.failed, phase: 'capture', code: captureFailed.data.code }, captureFailed],
    ['voided', states.voided, sample.PaymentVoided],
    ['voided before anything was known', { ...states.voided, terms: undefined }, { type: 'PaymentVoided', data: {} }],
    ['refunded', states.refunded, sample.PaymentRefunded],
  ];

  test.each(said)('include its event when it is %s', (_, state, { type, data }) => {
    expect(toEvent(state)).toEqual({ type, data });
  });

  test.each([
    'none',
    'waiting',
    'creating',
    'confirming',
    'capturing',
    'abandoning',
    'searching',
    'voiding',
    'refunding',
  ] as const)('publishes nothing while it is %s', (name) => {
    expect(toEvent(states[name])).toBeUndefined();
  });
});

describe('a payment that is not stored before its effect runs', () => {
  test.each(Object.entries<Payment>(states))('is only one whose effect never needs undoing: %s', (name, state) => {
    expect(isTransient(state)).toBe(['creating', 'capturing'].includes(name));
  });
});

describe('what the table calls a refusal', () => {
  test('leaves a declined payment, with the intent if there was one', () => {
    const failed = { status: 'failed', terms, phase: 'authorize', code };
    expect(steps.authorizePayment.refuse(states.creating, code)).toEqual({ ...failed, intentId: undefined });
    expect(steps.authorizePayment.refuse(states.confirming, code)).toEqual({ ...failed, intentId });
  });

  test('leaves an intent to cancel when the capture is refused', () => {
    expect(steps.capturePayment.refuse(states.capturing, code)).toEqual({ ...states.abandoning, code });
  });
});
