import { describe, expect, test } from '@jest/globals';
import { type Decision, type Order, steps } from '../../../../containers/orders/domain.ts';
import { waitingFor } from '../../../../containers/orders/waiting-for.ts';
import { sample } from '../../../saga/model/sample-events.ts';

const open = steps.placeOrder(sample.OrderPlaced.data);
const debts = (facts: Partial<Order>): string[] =>
  waitingFor({ ...open, ...facts }).map(({ service, event }) => `${service} ${event}`);

describe('an open order waits for', () => {
  test.each([
    ['the stock, when just placed', {}, ['inventory StockReserved']],
    ['the money, once its stock is reserved', { stock: 'reserved' }, ['billing PaymentAuthorized']],
    ['the shipment, once its money is held', { stock: 'reserved', payment: 'authorized' }, ['shipping ShipmentBooked']],
    [
      'those not heard from yet, when events arrive out of order',
      { payment: 'authorized' },
      ['inventory StockReserved', 'shipping ShipmentBooked'],
    ],
  ] satisfies [string, Partial<Order>, string[]][])('%s', (_, facts, expected) => {
    expect(debts(facts)).toEqual(expected);
  });
});

describe('a confirmed order waits for', () => {
  const booked = { stock: 'reserved', payment: 'authorized', shipment: 'booked', decision: { kind: 'confirmed' } } as const;

  test.each([
    ['stock and money, at first', booked, ['inventory StockCommitted', 'billing PaymentCaptured']],
    ['the money, once its stock is committed', { ...booked, stock: 'committed' }, ['billing PaymentCaptured']],
    [
      'clearance, once its money is taken',
      { ...booked, payment: 'captured' },
      ['inventory StockCommitted', 'shipping ShipmentReady'],
    ],
    ['nothing, once it is settled', { ...booked, stock: 'committed', payment: 'captured', shipment: 'ready' }, []],
  ] satisfies [string, Partial<Order>, string[]][])('%s', (_, facts, expected) => {
    expect(debts(facts)).toEqual(expected);
  });
});

describe('a cancelled order, once that is published, waits for', () => {
  const decision: Decision = { kind: 'cancelled', reason: 'CUSTOMER', announced: true };

  test.each([
    [
      'all that is to be undone, done or not',
      { stock: 'reserved', payment: 'none' },
      ['inventory StockReleased', 'billing PaymentVoided', 'shipping ShipmentCancelled'],
    ],
    [
      'nothing of inventory, when it has rejected',
      { stock: 'rejected' },
      ['billing PaymentVoided', 'shipping ShipmentCancelled'],
    ],
    ['nothing of billing, when it has failed', { payment: 'failed' }, ['inventory StockReleased', 'shipping ShipmentCancelled']],
    [
      'nothing of billing, when it has refunded',
      { payment: 'refunded' },
      ['inventory StockReleased', 'shipping ShipmentCancelled'],
    ],
    ['nothing of shipping, when it has failed', { shipment: 'failed' }, ['inventory StockReleased', 'billing PaymentVoided']],
    ['nothing, once it is settled', { stock: 'released', payment: 'voided', shipment: 'cancelled' }, []],
  ] satisfies [string, Partial<Order>, string[]][])('%s', (_, facts, expected) => {
    expect(debts({ ...facts, decision })).toEqual(expected);
  });
});
