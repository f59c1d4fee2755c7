import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { PoisonError } from '#shared/errors/outcome.ts';
import { taskOf } from '#shared/saga/participant.ts';
import { type Reservation, steps } from '../../../../containers/inventory/domain.ts';
import { type Order, steps as orderSteps } from '../../../../containers/orders/domain.ts';
import { type Shipment, steps as shippingSteps } from '../../../../containers/shipping/domain.ts';
import { sample } from '../../../saga/model/sample-events.ts';

const none: Reservation = { status: 'none' };

describe('the task of an event', () => {
  it('is the table’s step for it, caused by the event', () => {
    const { cause, step } = taskOf<'inventory', Reservation>('inventory', steps, sample.OrderPlaced);
    expect(cause).toBe(sample.OrderPlaced);
    expect(step(none)).toEqual(steps.reserveStock(none, sample.OrderPlaced));
    expect(taskOf<'inventory', Reservation>('inventory', steps, sample.OrderConfirmed).step(none)).toBe('tooEarly');
  });

  it('has the refusal for an impossible step, if its row refuses', () => {
    expect(taskOf<'inventory', Reservation>('inventory', steps, sample.OrderPlaced).refuse).toBe(steps.reserveStock.refuse);
    expect(taskOf<'shipping', Shipment>('shipping', shippingSteps, sample.PaymentCaptured).refuse).toBeUndefined();
  });

  it('is probably the first of its order when that has just been placed', () => {
    const isFirst = (event: typeof sample.OrderPlaced | typeof sample.OrderCancelled) =>
      taskOf<'inventory', Reservation>('inventory', steps, event).isFirst;
    expect([isFirst(sample.OrderPlaced), isFirst(sample.OrderCancelled)]).toEqual([true, false]);
  });

  it('can wait for others if it only records what happened elsewhere', () => {
    const canWait = (event: Event) => taskOf<'orders', Order>('orders', orderSteps, event).canWait;
    expect([sample.StockReserved, sample.StockCommitted].map(canWait)).toEqual([true, true]);
    expect([sample.ShipmentBooked, sample.PaymentFailed].map(canWait)).toEqual([false, false]);
  });

  it('is poison when the service has no row for it', () => {
    expect(() => taskOf<'inventory', Reservation>('inventory', steps, sample.ShipmentReady)).toThrow(PoisonError);
  });
});
