import { readFileSync } from 'node:fs';
import { isEventType } from '#events/index.ts';
import { orderSaga, rows, type StepName, stepOn } from '#events/order-saga.ts';
import { adjustStock } from '../../../containers/inventory/commands/adjust-stock.ts';
import { differences, traceOf } from '../../../local/demo/trace.ts';
import type { Backends } from './backends.ts';
import { subscribersOf } from './bus.ts';
import type { Placement } from './clients.ts';
import type { Saga } from './saga.ts';

/** One possible outcome of an order, played against the services themselves. */
export type Scenario = {
  title: string;
  /** The golden trace that it leaves. */
  file: string;
  /** The expected final content of the order's row. */
  ends: { decision: string; reason: string | null; stock: string; payment: string; shipment: string };
  /** The steps that people request. */
  asks: readonly StepName[];
  /** How often the announcer is needed when nothing fails. */
  announcements: number;
  placement?: Partial<Placement>;
  play: (saga: Saga, orderId: string, backends: Backends) => Promise<void>;
};

const settle = (saga: Saga) => saga.settle();
const cancelled = (reason: string, stock: string, payment: string, shipment: string) =>
  ({ decision: 'cancelled', reason, stock, payment, shipment }) as const;

export const scenarios: readonly Scenario[] = [
  {
    title: 'delivered',
    file: 'delivered.txt',
    ends: { decision: 'confirmed', reason: null, stock: 'committed', payment: 'captured', shipment: 'delivered' },
    asks: ['placeOrder', 'dispatchShipment', 'deliverShipment'],
    announcements: 0,
    async play(saga, orderId) {
      await saga.settle();
      await saga.obey('dispatchShipment', orderId);
      await saga.settle();
      await saga.obey('deliverShipment', orderId);
      await saga.settle();
    },
  },
  {
    title: 'payment refused',
    file: 'payment-refused.txt',
    ends: cancelled('PAYMENT_DECLINED', 'released', 'failed', 'cancelled'),
    asks: ['placeOrder'],
    announcements: 0,
    placement: { card: 'pm_card_chargeDeclined' },
    play: settle,
  },
  {
    title: 'out of stock',
    file: 'out-of-stock.txt',
    ends: cancelled('OUT_OF_STOCK', 'rejected', 'voided', 'cancelled'),
    asks: ['placeOrder'],
    announcements: 0,
    async play(saga, orderId, backends) {
      await takeLastPiece(orderId, backends);
      await saga.settle();
    },
  },
  {
    title: 'undeliverable',
    file: 'undeliverable.txt',
    ends: cancelled('UNDELIVERABLE', 'released', 'voided', 'failed'),
    asks: ['placeOrder'],
    announcements: 0,
    placement: { postalCode: '00000' },
    play: settle,
  },
  {
    title: 'capture failed',
    file: 'capture-failed.txt',
    ends: cancelled('CAPTURE_FAILED', 'released', 'failed', 'cancelled'),
    asks: ['placeOrder'],
    announcements: 0,
    placement: { card: 'pm_card_captureFails' },
    play: settle,
  },
  {
    title: 'cancelled by the customer',
    file: 'cancelled-by-customer.txt',
    ends: cancelled('CUSTOMER', 'released', 'voided', 'cancelled'),
    asks: ['placeOrder', 'cancelOrder'],
    announcements: 0,
    async play(saga, orderId) {
      await saga.runUntilPublished('PaymentAuthorized');
      await saga.cancel(orderId);
      await saga.settle();
    },
  },
  {
    // Its deadline has passed before it is placed, so the announcer cancels it at first sight. Placing it must not fail here:
    // if OrderPlaced were never published, OrderCancelled would rightly take its place.
    title: 'expired',
    file: 'cancelled-by-customer.txt',
    ends: cancelled('EXPIRED', 'released', 'voided', 'cancelled'),
    asks: [],
    announcements: 1,
    placement: { deadlineSeconds: 0 },
    async play(saga) {
      await saga.runUntilPublished('PaymentAuthorized');
      await saga.announce();
      await saga.settle();
    },
  },
];

/** Plays a scenario with an order for the only item of a new product; returns the order's id. */
export async function play({ play, placement }: Scenario, saga: Saga, backends: Backends): Promise<string> {
  const orderId = await saga.place({ productId: await backends.addProduct(1), ...placement });
  await play(saga, orderId, backends);
  return orderId;
}

/** Everything that is wrong after a scenario has ended, in words; empty if nothing is. */
export async function complaints({ file, ends }: Scenario, saga: Saga, orderId: string, backends: Backends): Promise<string[]> {
  const [title = '', ...golden] = goldenOf(file);
  const events = saga.bus.published.filter(({ subject }) => subject === orderId);
  const slate = await backends.witness.slate(orderId, { deadLettersBefore: -saga.bus.deadLetters.length });
  const { order, ledger } = await backends.factsOf(orderId);
  const movements = ledger.map(({ kind }) => kind);
  const facts = Object.entries(ends).filter(([name, value]) => order?.[name] !== value);
  const changed = [...saga.bus.tellings.values()].filter((told) => told.size > 1);
  const ids = new Map(events.map(({ type, id }) => [type, id]));
  const stock = await backends.witness.stock(order?.lines[0].productId);
  return [
    ...differences(traceOf(title, events, slate), [title, ...golden]),
    ...facts.map(([name, value]) => `${name} is ${order?.[name]} and not ${value}`),
    ...(order?.settled ? [] : ['not settled']),
    ...(stock?.reserved === 0 && stock.committed === slate.committed ? [] : [`stock ${JSON.stringify(stock)}`]),
    ...(new Set(movements).size === movements.length ? [] : [`money moved twice: ${movements}`]),
    ...(stock && isConserved(stock) ? [] : [`stock not conserved ${JSON.stringify(stock)}`]),
    ...changed.map((told) => `one event told in several ways: ${[...told].join(' ')}`),
    ...events.filter(({ type, id }) => ids.get(type) !== id).map(({ type }) => `${type} under two ids`),
    ...saga.surprises().map((error) => `unforeseen: ${error}`),
  ];
}

type Stock = NonNullable<Awaited<ReturnType<Backends['witness']['stock']>>>;

export function isConserved({ available, reserved, committed, received, adjusted }: Stock): boolean {
  return available + reserved + committed === received + adjusted && Math.min(available, reserved, committed) >= 0;
}

const goldenOf = (file: string) =>
  readFileSync(new URL(`../traces/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/** Every message of a scenario: the event, the receiving service, the step that it triggers, and whether it must occur. */
export function messagesOf({ file }: Scenario) {
  return goldenOf(file).flatMap((line) => {
    const [mark, type] = line.split(/\s+/);
    if (!isEventType(type)) return [];
    return subscribersOf(type).map((service) => ({ type, service, step: stepOn(service, type), sure: mark !== '?' }));
  });
}

/** The rows of the saga table that a scenario uses. */
export function stepsOf(scenario: Scenario): StepName[] {
  const told = new Set(messagesOf(scenario).map(({ step }) => step));
  return rows.map(([name]) => name).filter((name) => told.has(name) || scenario.asks.includes(name));
}

/** Whether only the announcer repeats a step's event: no message for it is redelivered, or `orders` handles it without publishing. */
export const needsAnnouncer = (step: StepName): boolean => orderSaga[step].by === 'orders' || 'asked' in orderSaga[step];

async function takeLastPiece(orderId: string, { admin, parts: { stock } }: Backends): Promise<void> {
  const [row] = await admin`select lines->0->>'productId' as product_id from orders.orders where order_id = ${orderId}`;
  const adjustment = { productId: row?.product_id, adjustmentId: orderId, requestHash: '', delta: -1, reason: 'broken' };
  await adjustStock({ ...adjustment, adjustedBy: 'admin', adjustedAt: new Date().toISOString() }, { stock });
}
