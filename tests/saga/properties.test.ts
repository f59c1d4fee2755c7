import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Event } from '#events/index.ts';
import type * as billing from '../../containers/billing/domain.ts';
import { conclude, type EffectResult } from '../../containers/billing/effects.ts';
import * as inventory from '../../containers/inventory/domain.ts';
import { isSettled, type Order, type Prompt, steps } from '../../containers/orders/domain.ts';
import { waitingFor } from '../../containers/orders/waiting-for.ts';
import * as shipping from '../../containers/shipping/domain.ts';
import { allIsWell, describeCircumstances, simpleCircumstances } from './model/circumstances.ts';
import { exploreOrder } from './model/run.ts';
import { captureFailed, sample } from './model/sample-events.ts';
import { realSystem } from './model/system.ts';

type Input = Event | Prompt | typeof announced;

const system = realSystem(allIsWell);
const announced = { type: 'announced' } as const;

function decide(order: Order, input: Input): Order {
  return input.type === 'announced' ? system.orders.noteAnnounced(order) : system.orders.decide(order, input);
}

const { StockReserved, StockRejected, StockCommitted, StockReleased } = sample;
const { PaymentAuthorized, PaymentFailed, PaymentCaptured, PaymentVoided } = sample;
const { ShipmentBooked, ShipmentFailed, ShipmentReady, ShipmentDispatched, ShipmentDelivered, ShipmentCancelled } = sample;

/** All events that orders gets about an order with a certain outcome; `first` must come before everything. */
const endings: { title: string; first?: Prompt; told: Event[] }[] = [
  {
    title: 'is confirmed',
    told: [StockReserved, PaymentAuthorized, ShipmentBooked, StockCommitted, PaymentCaptured, ShipmentReady],
  },
  {
    title: 'is delivered',
    told: [
      ...[StockReserved, PaymentAuthorized, ShipmentBooked, StockCommitted, PaymentCaptured, ShipmentReady],
      ...[ShipmentDispatched, ShipmentDelivered],
    ],
  },
  { title: 'is out of stock', told: [StockRejected, PaymentVoided, ShipmentCancelled] },
  { title: 'is declined by the bank', told: [StockReserved, PaymentFailed, StockReleased, ShipmentCancelled] },
  {
    title: 'cannot be shipped',
    told: [StockReserved, PaymentAuthorized, ShipmentFailed, StockReleased, PaymentVoided],
  },
  {
    title: 'is cancelled by the customer',
    first: { type: 'CancelRequested' },
    told: [StockReserved, PaymentAuthorized, ShipmentBooked, StockReleased, PaymentVoided, ShipmentCancelled],
  },
  {
    title: 'expires',
    first: { type: 'DeadlinePassed' },
    told: [StockReserved, StockReleased, PaymentVoided, ShipmentCancelled],
  },
  {
    title: 'fails at the capture',
    told: [
      ...[StockReserved, PaymentAuthorized, ShipmentBooked, StockCommitted],
      ...[captureFailed, StockReleased, ShipmentCancelled],
    ],
  },
];

describe('the events of one order', () => {
  test.each(endings)('lead orders to the same end in any order and number: one that $title', ({ first, told }) => {
    const settle = (inputs: readonly Input[]): Order =>
      [...(first ? [first] : []), ...inputs, announced].reduce(decide, steps.placeOrder(sample.OrderPlaced.data));
    const expected = settle(told);
    expect(isSettled(expected)).toBe(true);
    fc.assert(fc.property(shuffledWithDuplicates(told), (inputs) => expect(settle(inputs)).toEqual(expected)));
  });
});

describe('whatever has happened, deciding twice equals deciding once, and every state can be decided on', () => {
  const { OrderPlaced, OrderConfirmed, OrderCancelled } = sample;

  test('for orders', () => {
    const inputs: Input[] = [
      ...endings.flatMap(({ told }) => told),
      { type: 'CancelRequested' },
      { type: 'DeadlinePassed' },
      announced,
    ];
    isIdempotent({ begin: steps.placeOrder(OrderPlaced.data), inputs, decide });
  });

  test('for inventory', () => {
    const inputs = [OrderPlaced, OrderConfirmed, OrderCancelled, PaymentFailed, ShipmentFailed];
    const begin: inventory.Reservation = { status: 'none' };
    const shortage = (state: inventory.Reservation) => inventory.steps.reserveStock.refuse(state, StockRejected.data.shortages);
    isIdempotent({
      begin,
      inputs,
      decide: system.inventory.decide,
      between: [(state) => (state.status === 'reserved' ? shortage(state) : state)],
    });
  });

  test('for billing', () => {
    const inputs = [OrderPlaced, StockReserved, OrderConfirmed, ShipmentFailed, OrderCancelled];
    const results: EffectResult[] = [
      { did: 'create', intentId: 'pi_1' },
      ...(['confirm', 'capture', 'cancel', 'refund', 'captureFirst'] as const).map((did) => ({ did })),
      { did: 'refuse', code: 'card_declined' },
    ];
    const between = results.map((result) => (payment: billing.Payment) => conclude(payment, result));
    isIdempotent({ begin: { status: 'none' } as billing.Payment, inputs, decide: system.billing.decide, between });
  });

  test('for shipping', () => {
    const inputs = [OrderPlaced, PaymentAuthorized, PaymentCaptured, OrderCancelled];
    const results: shipping.EffectResult[] = [
      { did: 'book', trackingNumber: 'T1' },
      { did: 'cancel' },
      { did: 'refuse', code: 'undeliverable_address' },
    ];
    const { dispatchShipment, deliverShipment } = shipping.steps;
    const commands = [dispatchShipment, deliverShipment].map((step) => (shipment: shipping.Shipment) => {
      const next = step(shipment);
      return next === 'refused' ? shipment : next;
    });
    const between = [
      ...results.map((result) => (shipment: shipping.Shipment) => shipping.conclude(shipment, result)),
      ...commands,
    ];
    isIdempotent({ begin: { status: 'none' } as shipping.Shipment, inputs, decide: system.shipping.decide, between });
  });
});

describe('the participants that an order waits for', () => {
  const cases = simpleCircumstances.map((circumstances) => ({ circumstances, title: describeCircumstances(circumstances) }));

  test.each(cases)('are some until it has settled, and none after that: $title', ({ circumstances }) => {
    const { states } = exploreOrder({ circumstances, losses: false, only: 'no rule' });
    const reachable = new Map(states.map(({ orders: { order } }) => [JSON.stringify({ ...order, placement: undefined }), order]));
    const wrong = [...reachable].filter(([, order]) => (waitingFor(order).length === 0) !== isSettled(order));
    expect(wrong.map(([content]) => JSON.parse(content))).toEqual([]);
  });
});

function shuffledWithDuplicates<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc
    .array(fc.constantFrom(...all), { maxLength: all.length })
    .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
}

type Decider<State, Event> = {
  begin: State;
  inputs: readonly Event[];
  decide: (state: State, event: Event) => State | 'tooEarly';
  /** What else changes a state: results of external services, operators' requests. */
  between?: readonly ((state: State) => State)[];
};

/** After any history, deciding on the same event twice changes nothing the second time. */
function isIdempotent<State, Event>({ begin, inputs, decide, between = [] }: Decider<State, Event>): void {
  const told = inputs.map((input) => (state: State) => {
    const verdict = decide(state, input);
    return verdict === 'tooEarly' ? state : verdict;
  });
  const past = fc.array(fc.constantFrom(...told, ...between), { maxLength: 12 });
  fc.assert(
    fc.property(past, fc.constantFrom(...told), (steps, tell) => {
      const once = tell(steps.reduce((state, step) => step(state), begin));
      expect(tell(once)).toBe(once);
    }),
    { numRuns: 1_000 },
  );
}
