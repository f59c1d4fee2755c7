import { describe, expect, test } from '@jest/globals';
import { whyKept } from '../../../../../containers/orders/ops/archive.ts';

const old = { settled: true, shipment: 'delivered', hasOpenLetter: false } as const;

describe('an order that was not archived', () => {
  test.each([
    ['is not settled', { settled: false, shipment: 'ready', hasOpenLetter: true }, 'order-unsettled'],
    ['has a parcel that has not left', { ...old, shipment: 'ready', hasOpenLetter: true }, 'shipment-not-dispatched'],
    ['has an open dead letter', { ...old, hasOpenLetter: true }, 'dead-letter-open'],
    ['is too young, if it is nothing else', old, 'order-too-young'],
    ['is too young, though its parcel is still on its way', { ...old, shipment: 'dispatched' }, 'order-too-young'],
    ['is too young, though it was cancelled', { ...old, shipment: 'cancelled' }, 'order-too-young'],
  ] as const)('%s', (_, order, slug) => {
    expect(whyKept(order)).toMatchObject({ status: 409, slug });
  });
});
