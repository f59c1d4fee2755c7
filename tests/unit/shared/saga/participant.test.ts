import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { DependencyUnavailableError, PoisonError } from '#shared/errors/outcome.ts';
import { createCircuitBreaker } from '#shared/saga/circuit-breaker.ts';
import { taskOf, throughCircuit } from '#shared/saga/participant.ts';
import type { Failure } from '#shared/saga/trouble.ts';
import { type Reservation, steps } from '../../../../containers/inventory/domain.ts';
import { type Order, steps as orderSteps } from '../../../../containers/orders/domain.ts';
import { type Shipment, steps as shippingSteps } from '../../../../containers/shipping/domain.ts';
import { sample } from '../../../saga/model/sample-events.ts';
import { silentLog } from '../../../support/silent-log.ts';

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

describe('the failure of an effect', () => {
  const away = () => Promise.reject(new DependencyUnavailableError('away'));
  const failure = (kind: Failure['kind']): Failure => ({ kind, reason: 'away', at: sample.OrderPlaced.time });

  /** A provider that is away, and whether a failure of order `a` counts as its own. */
  function aProvider({ storeIsAway = false } = {}) {
    const store = { load: storeIsAway ? away : async () => undefined, save: async () => undefined };
    const given = { store, effects: { isAsked: () => true, run: away, onFailure: () => 'given up' } };
    const wrapped = throughCircuit<string>(given, createCircuitBreaker({ log: silentLog().log }));
    return {
      load: (orderId: string) => wrapped.store.load(orderId).catch(() => undefined),
      fails: (orderId: string) => wrapped.effects?.run(orderId, 'asking').catch(() => undefined),
      afterwards: (kind: Failure['kind']) => wrapped.effects?.onFailure?.('asking', failure(kind), 'a'),
    };
  }

  it('is its order’s own the first time, whatever the store does', async () => {
    const { load, fails, afterwards } = aProvider({ storeIsAway: true });
    for (const orderId of ['a', 'b', 'c', 'd', 'e', 'a']) await load(orderId);
    await fails('a');
    expect(afterwards('unavailable')).toBe('given up');
  });

  it('is not its order’s own once the provider has done nothing for anyone since', async () => {
    const { fails, afterwards } = aProvider();
    await fails('a');
    await fails('a');
    expect(afterwards('unavailable')).toBeUndefined();
    expect((['refused', 'poison', 'retry'] as const).map(afterwards)).toEqual(['given up', 'given up', 'given up']);
  });
});
