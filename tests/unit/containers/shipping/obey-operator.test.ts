import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { advance, type Current } from '#shared/saga/versioned.ts';
import { obeyOperator } from '../../../../containers/shipping/commands/obey-operator.ts';
import { type Shipment, standsFor } from '../../../../containers/shipping/domain.ts';
import type { ShipmentStore } from '../../../../containers/shipping/store.ts';

const orderId = '01933f2e-5a10-7c3e-8f00-2b1c5d7e9a01';
const cause = { id: 'request-1', subject: orderId, correlationid: 'c', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const shipTo = { name: 'Ada', line1: '1', city: 'London', postalCode: 'N1', country: 'GB' };
const parcel = { consignee: { customerId: orderId, shipTo }, trackingNumber: 'T1' };

function shelf(state: Shipment) {
  let row: Current<Shipment> = { state, version: 3, event: undefined, cause };
  const commit: ShipmentStore['commit'] = async (current, verdict) => {
    row = await advance(current, verdict, { standsFor, write: async () => undefined });
    return row;
  };
  const published: Event[] = [];
  const shipments = { load: async () => row, commit } as unknown as ShipmentStore;
  return { published, deps: { shipments, publishSoon: (events: readonly Event[]) => void published.push(...events) } };
}

describe('an operator who asks twice', () => {
  it('is told the same twice, so that a lost event can be mended by asking again', async () => {
    const { published, deps } = shelf({ status: 'ready', ...parcel });
    await obeyOperator('dispatch', cause, deps);
    await obeyOperator('dispatch', { ...cause, id: 'request-2' }, deps);
    expect(published.map(({ type }) => type)).toEqual(['ShipmentDispatched', 'ShipmentDispatched']);
    expect(published[1]).toEqual(published[0]);
  });
});

describe('an operator who asks too early', () => {
  it('is refused, and nothing is told', async () => {
    const { published, deps } = shelf({ status: 'booked', ...parcel });
    await expect(obeyOperator('dispatch', cause, deps)).rejects.toMatchObject({ status: 409, slug: 'shipment-not-ready' });
    await expect(obeyOperator('deliver', cause, deps)).rejects.toMatchObject({ status: 409, slug: 'shipment-not-dispatched' });
    expect(published).toEqual([]);
  });
});
