import { describe, expect, test } from '@jest/globals';
import {
  type Consignee,
  conclude,
  type EffectResult,
  effectOf,
  isUnannounced,
  noteAnnounced,
  noteFailure,
  resolveShipment,
  type Shipment,
  steps,
  toEvent,
} from '../../../../containers/shipping/domain.ts';
import { sample } from '../../../saga/model/sample-events.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { testDecisions } from '../decision-table.ts';

const decide = decideBy<Shipment>('shipping', steps);

const { customerId, shipTo } = sample.OrderPlaced.data;
const { trackingNumber } = sample.ShipmentBooked.data;
const { code } = sample.ShipmentFailed.data;
const consignee: Consignee = { customerId, shipTo };

const states = {
  none: { status: 'none' },
  waiting: { status: 'waiting', consignee, paymentAuthorized: false },
  'waiting for OrderPlaced': { status: 'waiting', consignee: undefined, paymentAuthorized: true },
  booking: { status: 'booking', consignee },
  booked: { status: 'booked', consignee, trackingNumber },
  ready: { status: 'ready', consignee, trackingNumber },
  dispatched: { status: 'dispatched', consignee, trackingNumber },
  delivered: { status: 'delivered', consignee, trackingNumber },
  failed: { status: 'failed', consignee, code },
  cancelling: { status: 'cancelling', consignee, trackingNumber },
  cancelled: { status: 'cancelled', consignee, trackingNumber, customerId },
} satisfies Record<string, Shipment>;

describe('a shipment, given its events', () => {
  testDecisions<Shipment>({
    service: 'shipping',
    states,
    decide,
    table: `
                             OrderPlaced  PaymentAuthorized  PaymentCaptured  OrderCancelled
    none                     waiting      waiting            tooEarly         cancelling
    waiting                  -            booking            tooEarly         cancelling
    waiting for OrderPlaced  booking      -                  tooEarly         cancelling
    booking                  -            -                  tooEarly         cancelling
    booked                   -            -                  ready            cancelling
    ready                    -            -                  -                cancelling
    dispatched               -            -                  -                -
    delivered                -            -                  -                -
    failed                   -            -                  -                -
    cancelling               -            -                  -                -
    cancelled                -            -                  -                -`,
  });

  test.each([
    ['OrderPlaced comes first', [sample.OrderPlaced, sample.PaymentAuthorized]],
    ['PaymentAuthorized comes first', [sample.PaymentAuthorized, sample.OrderPlaced]],
  ])('knows its consignee when %s', (_, [first, second]) => {
    expect(first && second && decide(decide(states.none, first) as Shipment, second)).toMatchObject(states.booking);
  });

  test.each(['dispatched', 'delivered', 'failed', 'cancelled'] as const)(
    'whose address was erased stays %s, whatever arrives',
    (name) => {
      const shipment = { ...states[name], consignee: { customerId } } as Shipment;
      for (const event of [sample.OrderPlaced, sample.PaymentAuthorized, sample.PaymentCaptured, sample.OrderCancelled])
        expect(decide(shipment, event)).toBe(shipment);
      expect(effectOf(shipment)).toBeUndefined();
      expect(toEvent(shipment)).toEqual(toEvent(states[name]));
    },
  );

  test.each(['none', 'waiting', 'waiting for OrderPlaced'] as const)('has an owner as the tombstone of %s', (name) => {
    const cancelling = decide(states[name], sample.OrderCancelled) as Shipment;
    expect(cancelling).toMatchObject({ status: 'cancelling', customerId });
    expect(conclude(cancelling, { did: 'cancel' })).toMatchObject({ status: 'cancelled', customerId });
  });

  describe('cancelled before anything is booked', () => {
    const placedAt = '2026-05-04T10:00:00.000Z';
    const cancelledAfter = (seconds: number) => ({
      ...sample.OrderCancelled,
      time: new Date(Date.parse(placedAt) + seconds * 1000).toISOString(),
    });
    const waiting: Shipment = { status: 'waiting', consignee: { ...consignee, placedAt }, paymentAuthorized: false };

    test.each([0, 30])('is cancelled without calling the carrier, %d seconds after it was placed', (seconds) => {
      expect(decide(waiting, cancelledAfter(seconds))).toMatchObject({ status: 'cancelled', customerId });
    });

    test.each([30.001, 3_600])('has the carrier refuse a late booking, %d seconds after it was placed', (seconds) => {
      expect(decide(waiting, cancelledAfter(seconds))).toMatchObject({ status: 'cancelling', customerId });
    });
  });
});

describe('a shipment, and the operator', () => {
  const obedience = `
    none                     refused     refused
    waiting                  refused     refused
    waiting for OrderPlaced  refused     refused
    booking                  refused     refused
    booked                   refused     refused
    ready                    dispatched  refused
    dispatched               -           delivered
    delivered                -           -
    failed                   refused     refused
    cancelling               refused     refused
    cancelled                refused     refused`;
  const rows = obedience
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));

  test('every state is covered', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(states));
  });

  test.each(rows)('given %s, dispatch: %s, deliver: %s', (name, dispatch, deliver) => {
    const state: Shipment = states[name as keyof typeof states];
    const results = [steps.dispatchShipment(state), steps.deliverShipment(state)];
    const inWords = results.map((next) => (next === state ? '-' : typeof next === 'string' ? next : next.status));
    expect(inWords).toEqual([dispatch, deliver]);
  });
});

describe('a shipment, and the carrier', () => {
  const results: EffectResult[] = [{ did: 'book', trackingNumber }, { did: 'cancel' }, { did: 'refuse', code }];

  test('given booking, is booked or refused', () => {
    expect(effectOf(states.booking)).toBe('book');
    expect(conclude(states.booking, { did: 'book', trackingNumber })).toEqual(states.booked);
    expect(conclude(states.booking, { did: 'refuse', code })).toEqual(states.failed);
  });

  test('given cancelling, is cancelled', () => {
    expect(effectOf(states.cancelling)).toBe('cancel');
    expect(conclude(states.cancelling, { did: 'cancel' })).toEqual(states.cancelled);
  });

  const atRest = Object.entries<Shipment>(states).filter(([name]) => name !== 'booking' && name !== 'cancelling');

  test.each(atRest)('given %s, asks for nothing and concludes nothing', (_, state) => {
    expect(effectOf(state)).toBeUndefined();
    for (const result of results) expect(conclude(state, result)).toBe(state);
  });
});

describe('a cancellation in trouble', () => {
  const failure = { kind: 'refused', reason: 'the carrier answered 409', at: '2026-05-04T10:00:00.000Z' } as const;
  const resolution = { decision: 'settle', operatorId: 'o', reason: 'called them', at: failure.at } as const;
  const troubled = noteFailure(states.cancelling, failure) as Shipment;

  test('calls the carrier until it is given up', () => {
    let state: Shipment = states.cancelling;
    let tries = 0;
    for (; effectOf(state); tries++) state = noteFailure(state, failure) as Shipment;
    expect(state).toMatchObject({ ...states.cancelling, trouble: { tries, givenUp: true, reason: failure.reason } });
    expect(toEvent(state)).toBeUndefined();
  });

  test('is settled by an operator, who is recorded', () => {
    expect(resolveShipment(troubled, resolution)).toEqual({ ...states.cancelled, trouble: undefined, resolution });
  });

  test('is retried when an operator says so', () => {
    const again = resolveShipment(troubled, { ...resolution, decision: 'retry' }) as Shipment;
    expect(again).toMatchObject({ ...states.cancelling, trouble: { tries: 0, since: resolution.at, givenUp: false } });
    expect(resolveShipment(again, resolution)).toMatchObject({ status: 'cancelled', resolution });
  });

  test('uses up no try, and says why, while the carrier refuses every request', () => {
    const all = { ...failure, kind: 'refusesAll' } as const;
    const state = noteFailure(states.cancelling, all) as Shipment;
    expect(state).toMatchObject({ trouble: { tries: 0, reason: failure.reason, givenUp: false } });
    expect(noteFailure(state, all)).toBe(state);
  });

  test.each(Object.entries<Shipment>(states))('does not exist for %s, which no operator may settle', (name, state) => {
    expect(resolveShipment(state, resolution)).toBe('refused');
    if (name !== 'cancelling') expect(noteFailure(state, failure)).toBeUndefined();
  });
});

describe('the events of a shipment', () => {
  const said: [Shipment, { type: string; data: unknown }][] = [
    [states.booked, sample.ShipmentBooked],
    [states.ready, sample.ShipmentReady],
    [states.dispatched, sample.ShipmentDispatched],
    [states.delivered, sample.ShipmentDelivered],
    [states.failed, sample.ShipmentFailed],
    [states.cancelled, sample.ShipmentCancelled],
    [
      { ...states.cancelled, trackingNumber: undefined },
      { type: 'ShipmentCancelled', data: {} },
    ],
  ];

  test.each(said)('include its event: $status', (state, { type, data }) => {
    expect(toEvent(state)).toEqual({ type, data });
  });

  test.each(['none', 'waiting', 'booking', 'cancelling'] as const)('publishes nothing while it is %s', (name) => {
    expect(toEvent(states[name])).toBeUndefined();
  });
});

describe('what an operator has requested', () => {
  test('is announced once, which is recorded', () => {
    const dispatched = steps.dispatchShipment(states.ready) as Shipment;
    expect(isUnannounced(dispatched)).toBe(true);
    const noted = noteAnnounced(dispatched);
    expect(noted).toEqual({ ...states.dispatched, announced: true });
    expect(noteAnnounced(noted)).toBe(noted);
    expect(steps.deliverShipment(noted)).toEqual({ ...states.delivered, announced: false });
  });

  test.each(Object.entries<Shipment>(states))('is not awaited by %s as stored before this was recorded', (_, state) => {
    expect(noteAnnounced(state)).toBe(state);
  });
});

test('a shipment that the carrier refuses keeps its consignee and the reason', () => {
  expect(steps.bookShipment.refuse(states.booking, code)).toEqual(states.failed);
});
