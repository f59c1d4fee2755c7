import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { createLoop } from '#shared/saga/loop.ts';
import { createRequests } from '#shared/saga/requests.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import type { Carrier } from '../../../../containers/shipping/carrier.ts';
import { obeyOperator } from '../../../../containers/shipping/commands/obey-operator.ts';
import type { Shipment } from '../../../../containers/shipping/domain.ts';
import { shippingSaga } from '../../../../containers/shipping/saga.ts';
import type { ShipmentStore } from '../../../../containers/shipping/store.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';

const orderId = '01933f2e-5a10-7c3e-8f00-2b1c5d7e9a01';
const cause = { id: 'request-1', subject: orderId, correlationid: 'c', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const shipTo = { name: 'Ada', line1: '1', city: 'London', postalCode: 'N1', country: 'GB' };
const parcel = { consignee: { customerId: orderId, shipTo }, trackingNumber: 'T1' };

/** The real loop, on a single in-memory row. */
function shelf(state: Shipment) {
  const { log } = silentLog();
  let row: Versioned<Shipment> = { orderId, state, version: 3, event: undefined };
  const published: Event[] = [];
  const store = {
    load: async () => row,
    save: async (after: Versioned<Shipment>) => {
      row = after;
    },
  } as unknown as ShipmentStore;
  const part = { ...shippingSaga(store, {} as Carrier), publish: async (event: Event) => void published.push(event) };
  return { published, deps: createRequests({ ...part, loop: createLoop(part), log }) };
}

describe('an operator who asks twice', () => {
  it('gets the same event twice, so that a lost event can be recovered by asking again', async () => {
    const { published, deps } = shelf({ status: 'ready', ...parcel });
    await obeyOperator('dispatchShipment', cause, deps);
    await obeyOperator('dispatchShipment', { ...cause, id: 'request-2' }, deps);
    await eventually(() => published.length === 2);
    expect(published.map(({ type }) => type)).toEqual(['ShipmentDispatched', 'ShipmentDispatched']);
    expect(published[1]).toEqual(published[0]);
  });
});

describe('an operator who asks too early', () => {
  it('is refused, and nothing is published', async () => {
    const { published, deps } = shelf({ status: 'booked', ...parcel });
    await expect(obeyOperator('dispatchShipment', cause, deps)).rejects.toMatchObject({
      status: 409,
      slug: 'shipment-not-ready',
    });
    await expect(obeyOperator('deliverShipment', cause, deps)).rejects.toMatchObject({
      status: 409,
      slug: 'shipment-not-dispatched',
    });
    expect(published).toEqual([]);
  });
});
