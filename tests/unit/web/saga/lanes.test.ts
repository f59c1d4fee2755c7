import { describe, expect, it } from '@jest/globals';
import { orderSaga, type StepName } from '#events/order-saga.ts';
import { type Debt, lanesOf, type Told } from '../../../../web/saga/lanes.ts';

const told = (type: string, data: Record<string, unknown> = {}): Told => ({
  id: type,
  type,
  source: '/somewhere',
  time: '2026-11-21T12:00:00.000Z',
  data,
});

type Situation = { events: Told[]; waitingFor?: Debt[]; isCancelled?: boolean; isOver?: boolean; isOverdue?: boolean };

/** The state of each displayed step. */
function statesOf({
  events,
  waitingFor = [],
  isCancelled = false,
  isOver = false,
  isOverdue = false,
}: Situation): Partial<Record<StepName, string>> {
  const steps = lanesOf({ events, waitingFor, isCancelled, isOver, isOverdue }).flatMap(({ steps }) => steps);
  return Object.fromEntries(steps.map(({ name, state, isIdle }) => [name, isIdle && state === 'done' ? 'idle' : state]));
}

const confirmed = ['OrderPlaced', 'StockReserved', 'PaymentAuthorized', 'ShipmentBooked', 'OrderConfirmed'].map((type) =>
  told(type),
);

describe('the lanes of an order that', () => {
  it('succeeds have every step that ends in an event, and no undo', () => {
    const shown = Object.keys(statesOf({ events: confirmed }));
    const steps = Object.entries(orderSaga).filter(([, step]) => 'emits' in step && !('undoes' in step));
    expect(shown.sort()).toEqual(steps.map(([name]) => name).sort());
  });

  it('waits say for what', () => {
    const events = [told('OrderPlaced'), told('StockReserved')];
    const states = statesOf({ events, waitingFor: [{ service: 'billing', event: 'PaymentAuthorized' }] });
    expect(states).toMatchObject({
      placeOrder: 'done',
      reserveStock: 'done',
      authorizePayment: 'awaited',
      bookShipment: 'ahead',
    });
  });

  it('is overdue say what is late, and leave the rest unchanged', () => {
    const events = [told('OrderPlaced'), told('StockReserved')];
    const waitingFor = [{ service: 'billing', event: 'PaymentAuthorized' }];
    expect(statesOf({ events, waitingFor, isOverdue: true })).toMatchObject({
      reserveStock: 'done',
      authorizePayment: 'overdue',
      bookShipment: 'ahead',
    });
  });

  it('was refused by the bank show what is undone, what is being undone, and what is no longer needed', () => {
    const events = [
      told('OrderPlaced'),
      told('StockReserved'),
      told('PaymentFailed', { phase: 'authorize', code: 'card_declined' }),
    ];
    const undoing = [...events, told('OrderCancelled')];
    const waitingFor = [{ service: 'inventory', event: 'StockReleased' }];
    expect(statesOf({ events: undoing, waitingFor, isCancelled: true })).toMatchObject({
      placeOrder: 'undone',
      reserveStock: 'done',
      authorizePayment: 'refused',
      bookShipment: 'skipped',
      releaseStock: 'awaited',
      cancelShipment: 'ahead',
    });
    const undone = [...undoing, told('StockReleased'), told('ShipmentCancelled')];
    expect(statesOf({ events: undone, isCancelled: true, isOver: true })).toMatchObject({
      reserveStock: 'undone',
      releaseStock: 'done',
      voidPayment: 'skipped',
      cancelShipment: 'idle',
    });
  });

  it('lost its payment at the capture show that nothing is held any more', () => {
    const events = [...confirmed, told('PaymentFailed', { phase: 'capture', code: 'expired' }), told('OrderCancelled')];
    expect(statesOf({ events, isCancelled: true })).toMatchObject({
      authorizePayment: 'undone',
      capturePayment: 'refused',
      confirmOrder: 'undone',
    });
  });

  it('has events of newer types still show the others', () => {
    expect(statesOf({ events: [...confirmed, told('GiftWrapped')] })).toEqual(statesOf({ events: confirmed }));
  });
});

it('a step is right of everything it waits for, and an undo below what it undoes', () => {
  const steps = lanesOf({ events: [], waitingFor: [], isCancelled: true, isOver: false }).flatMap(({ steps }) => steps);
  const columns = Object.fromEntries(steps.map(({ name, column }) => [name, column]));
  expect(columns).toEqual({
    placeOrder: 1,
    reserveStock: 2,
    authorizePayment: 3,
    bookShipment: 4,
    confirmOrder: 5,
    commitStock: 6,
    capturePayment: 6,
    clearShipment: 7,
    dispatchShipment: 8,
    deliverShipment: 9,
    cancelOrder: 5,
    releaseStock: 2,
    voidPayment: 3,
    cancelShipment: 4,
  });
});
