import { describe, expect, test } from '@jest/globals';
import { paymentPhase } from '#events/billing.ts';
import { type Publisher, publishers } from '#events/define-events.ts';
import { type Step, triggerTypes } from '#events/define-saga.ts';
import { type EventType, events } from '#events/index.ts';
import { orderSaga, rows, stepBehind } from '#events/order-saga.ts';
import * as billing from '../../containers/billing/domain.ts';
import * as inventory from '../../containers/inventory/domain.ts';
import * as orders from '../../containers/orders/domain.ts';
import * as shipping from '../../containers/shipping/domain.ts';
import { sagaPage } from '../../local/generate/saga-page.ts';
import { captureFailed, sample } from '../saga/model/sample-events.ts';

type Table = Record<string, Step>;

const real: Table = orderSaga;

/** What makes a saga table sound. Each check lists its offenders: none in the real table, one in `broken`. */
const checks: { title: string; offenders: (table: Table) => string[]; broken: Table; offender: string }[] = [
  {
    title: 'every event is emitted by a step',
    offenders: (table) => allTypes.filter((type) => stepsEndingIn(table, type).length === 0),
    broken: without('clearShipment'),
    offender: 'ShipmentReady',
  },
  {
    title: 'every event that triggers a step is published by a service',
    offenders: (table) =>
      Object.values(table).flatMap(({ on }) => triggerTypes(on).filter((type) => stepsEndingIn(table, type).length === 0)),
    broken: without('confirmOrder'),
    offender: 'OrderConfirmed',
  },
  {
    title: 'every service publishes its own events only',
    offenders: (table) => names(table, ({ by, ...step }) => endsOf(step).some((type) => events[type].publisher !== by)),
    broken: changed('commitStock', { by: 'billing' }),
    offender: 'commitStock',
  },
  {
    title: 'there is no dead end: orders consumes every participant’s events, and a participant consumes those of orders',
    offenders: (table) => allTypes.filter((type) => stepsEndingIn(table, type).length > 0 && !isHeard(table, type)),
    broken: changed('settleOrder', { on: { any: ['StockCommitted', 'PaymentCaptured'] } }),
    offender: 'StockReleased',
  },
  {
    title: 'a service takes at most one step for each type of event',
    offenders: (table) =>
      Object.entries(table).flatMap(([name, { by, on }]) =>
        names(table, (other) => other.by === by && shares(other, triggerTypes(on))).filter((other) => other !== name),
      ),
    broken: changed('clearShipment', { on: { any: ['PaymentCaptured', 'OrderCancelled'] } }),
    offender: 'cancelShipment',
  },
  {
    title: 'every effect that a later refusal may have to reverse has an undo',
    offenders: (table) => names(table, (step) => mayHaveToGo(table, step) && !isUndone(table, step)),
    broken: changed('releaseStock', { undoes: ['reserveStock'] }),
    offender: 'commitStock',
  },
  {
    title: 'an undo takes back steps of its own service',
    offenders: (table) => names(table, ({ by, undoes = [] }) => undoes.some((undone) => table[undone]?.by !== by)),
    broken: changed('cancelShipment', { undoes: ['bookShipments'] }),
    offender: 'cancelShipment',
  },
  {
    title: 'an undo cannot be refused',
    offenders: (table) => names(table, ({ undoes, refuses }) => undoes !== undefined && refuses !== undefined),
    broken: changed('voidPayment', { refuses: 'PaymentFailed' }),
    offender: 'voidPayment',
  },
  {
    title: 'an event identifies the step that emitted it',
    offenders: (table) => allTypes.filter((type) => !isToldApart(type, stepsEndingIn(table, type))),
    broken: changed('capturePayment', { emits: 'PaymentAuthorized' }),
    offender: 'PaymentAuthorized',
  },
];

describe('the saga table', () => {
  test.each(checks)('is sound: $title', ({ offenders }) => {
    expect(offenders(real)).toEqual([]);
  });

  test.each(checks)('is rejected unless $title', ({ offenders, broken, offender }) => {
    expect(offenders(broken)).toContain(offender);
  });

  test.each(Object.values(sample))('knows the step behind $type', (event) => {
    const step = real[stepBehind(event) ?? ''];
    expect(step && endsOf(step)).toContain(event.type);
  });

  test('distinguishes a refused authorization from a refused capture', () => {
    expect(stepBehind(sample.PaymentFailed)).toBe('authorizePayment');
    expect(stepBehind(captureFailed)).toBe('capturePayment');
  });
});

const domains: Record<Publisher, object> = {
  orders: orders.steps,
  inventory: inventory.steps,
  billing: billing.steps,
  shipping: shipping.steps,
};

describe.each(publishers)('the domain of %s', (service) => {
  const own = rows.filter(([, { by }]) => by === service);

  test('has a function for each of its rows, and no other', () => {
    expect(Object.keys(domains[service])).toEqual(own.map(([name]) => name));
    for (const step of Object.values(domains[service])) expect(step).toBeInstanceOf(Function);
  });

  // These are never refused, but may find fewer pieces counted than they need.
  const partial = ['commitStock', 'releaseStock'];

  test.each(own)('says what is left of %s if and only if it can be refused or partly done', (name, { refuses, by }) => {
    const says = typeof (domains[by] as Record<string, { refuse?: unknown }>)[name]?.refuse;
    expect(says).toBe(refuses || partial.includes(name) ? 'function' : 'undefined');
  });
});

test('the saga page shows the deadline as a cause of cancellation', () => {
  expect(sagaPage()).toContain('deadline(["the deadline"]) -.-> cancelOrder');
});

const allTypes = Object.keys(events) as EventType[];

function without(name: string): Table {
  const { [name]: _, ...rest } = orderSaga as Table;
  return rest;
}

function changed(name: string, change: Partial<Step>): Table {
  const table = orderSaga as Table;
  return { ...table, [name]: { by: 'orders', ...table[name], ...change } };
}

const names = (table: Table, is: (step: Step) => boolean): string[] =>
  Object.keys(table).filter((name) => table[name] && is(table[name]));

/** All events that a step can end in. */
const endsOf = ({ emits, refuses, unreached }: Omit<Step, 'by'>): EventType[] =>
  [emits, refuses, unreached].filter((type) => type !== undefined);

const stepsEndingIn = (table: Table, type: EventType): string[] => names(table, (step) => endsOf(step).includes(type));

const shares = ({ on }: Step, types: readonly EventType[]): boolean => triggerTypes(on).some((type) => types.includes(type));

const isHeard = (table: Table, type: EventType): boolean =>
  Object.values(table).some((step) => shares(step, [type]) && (step.by === 'orders') !== (events[type].publisher === 'orders'));

const isUndone = (table: Table, { emits }: Step): boolean =>
  Object.values(table).some(({ undoes }) => undoes?.some((name) => table[name]?.emits === emits));

/**
 * Whether a step can have been taken while another can still be refused: any that need not have succeeded before it. Steps that
 * operators request have no trigger in the table; the model proves that they need a cleared shipment.
 */
function mayHaveToGo(table: Table, step: Step): boolean {
  const isEffect = step.emits !== undefined && !step.undoes && (step.on !== undefined || step.by === 'orders');
  if (!isEffect) return false;
  const before = needs(table, step);
  return Object.values(table).some(({ emits, refuses }) => refuses && emits && emits !== step.emits && !before.has(emits));
}

/** The events that a step always needs. */
function needs(table: Table, { on }: Step, known = new Set<EventType>()): ReadonlySet<EventType> {
  // Of several events of one service, later ones imply the first.
  const publishers = new Set(triggerTypes(on).map((type) => events[type].publisher));
  const direct = on && ('all' in on ? on.all : publishers.size === 1 ? on.any.slice(0, 1) : []);
  for (const type of (direct ?? []).filter((needed) => !known.has(needed))) {
    known.add(type);
    for (const behind of Object.values(table)) if (behind.emits === type) needs(table, behind, known);
  }
  return known;
}

/** One step per type, except that payments fail in two, named for their phases. */
function isToldApart(type: EventType, behind: readonly string[]): boolean {
  if (type !== 'PaymentFailed') return behind.length <= 1;
  return paymentPhase.options.every((phase) => behind.filter((name) => name.startsWith(phase)).length === 1);
}
