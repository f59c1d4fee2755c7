import { expect, test } from '@jest/globals';
import { whyNeeded } from '../../../../containers/shipping/books.ts';
import { sample } from '../../../saga/model/sample-events.ts';

const { customerId, shipTo } = sample.OrderPlaced.data;
const parcel = { consignee: { customerId, shipTo }, trackingNumber: 'T1' };

test.each([
  [
    'waiting for its payment',
    { status: 'waiting', consignee: parcel.consignee, paymentAuthorized: false },
    'shipment-unfinished',
  ],
  ['booked', { status: 'booked', ...parcel }, 'shipment-unfinished'],
  ['ready', { status: 'ready', ...parcel }, 'shipment-unfinished'],
  ['being cancelled', { status: 'cancelling', ...parcel }, 'shipment-unfinished'],
  ['dispatched', { status: 'dispatched', ...parcel }, 'order-too-young'],
  ['cancelled', { status: 'cancelled', ...parcel }, 'order-too-young'],
] as const)('the address of a shipment that is %s is needed because of that', (_, shipment, slug) => {
  expect(whyNeeded(shipment)).toMatchObject({ status: 409, slug });
});
