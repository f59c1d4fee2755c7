import { expect, test } from '@jest/globals';
import { DependencyUnavailableError, EffectRefusedError } from '#shared/errors/outcome.ts';
import { resolveShipment, type Shipment } from '../../../containers/shipping/domain.ts';
import { shippingSaga } from '../../../containers/shipping/saga.ts';
import { createShipmentStore } from '../../../containers/shipping/store.ts';
import { anOrder, causeOf } from '../../support/an-order.ts';
import { eventually } from '../../support/eventually.ts';
import { runParticipant, usePlace } from './use-participant.ts';

const place = usePlace('shipping');
const boundSeconds = 60;

/** Books everything and cancels nothing. */
const stubbornCarrier = () => {
  const carrier = {
    asked: 0,
    book: async () => ({ did: 'book', trackingNumber: 'T1' }) as const,
    async cancel(): Promise<never> {
      carrier.asked++;
      throw new EffectRefusedError('the carrier answered 404');
    },
  };
  return carrier;
};

/** Runs shipping with this carrier on a queue of its own, until an order's shipment is booked. */
async function booked(queue: string, carrier: Parameters<typeof shippingSaga>[1]) {
  const shipments = createShipmentStore(place.database);
  const running = runParticipant(place, queue, shippingSaga(shipments, carrier));
  const order = anOrder();
  const stateOf = async () => (await shipments.load(order.orderId))?.state as Shipment;

  await running.tell([order.placed(), order.tell('PaymentAuthorized', { amount: order.placement.total })]);
  await eventually(async () => expect(await stateOf()).toMatchObject({ status: 'booked' }), boundSeconds);
  return { running, order, stateOf };
}

test('a cancellation that the carrier always refuses leaves one dead letter, and settles when an operator decides', async () => {
  const carrier = stubbornCarrier();
  const { running, order, stateOf } = await booked('shipments', carrier);
  // Repeats it like the announcer; in between, failed messages become visible again.
  await eventually(async () => {
    await running.tell([order.cancelled()]);
    await running.showHidden();
    expect(await stateOf()).toMatchObject({ status: 'cancelling', trouble: { tries: 15, givenUp: true } });
  }, boundSeconds);
  await running.showHidden();
  await eventually(() => running.isIdle(), boundSeconds);
  expect(running.deadCount()).toBe(1);
  expect(carrier.asked).toBe(15);

  await running.tell(Array.from({ length: 20 }, () => order.cancelled()));
  await eventually(() => running.isIdle(), boundSeconds);
  expect(running.deadCount()).toBe(1);
  expect(carrier.asked).toBe(15);

  const resolution = { decision: 'settle', operatorId: 'o', reason: 'called them', at: new Date().toISOString() } as const;
  const { event } = await running.ask({ cause: causeOf(order.orderId), step: (state) => resolveShipment(state, resolution) });
  expect(event).toMatchObject({ type: 'ShipmentCancelled', data: { trackingNumber: 'T1' } });
  expect(await stateOf()).toMatchObject({ status: 'cancelled', resolution });
  await running.stop();
}, 300_000);

test('a carrier that is down makes no order give up, even if there is only one; its shipment is cancelled once the carrier is back', async () => {
  const carrier = { ...stubbornCarrier(), isDown: true };
  const cancel = async () => {
    carrier.asked++;
    if (carrier.isDown) throw new DependencyUnavailableError('the carrier cannot be reached');
    return { did: 'cancel' } as const;
  };
  const { running, order, stateOf } = await booked('outage', { book: carrier.book, cancel });
  await eventually(async () => {
    await running.tell([order.cancelled()]);
    await running.showHidden();
    expect(carrier.asked).toBeGreaterThan(5);
  }, boundSeconds);
  expect(await stateOf()).toMatchObject({ status: 'cancelling', trouble: { tries: 1, givenUp: false } });

  carrier.isDown = false;
  await running.showHidden();
  await eventually(() => running.isIdle(), boundSeconds);
  expect(await stateOf()).toMatchObject({ status: 'cancelled' });
  expect(running.deadCount()).toBe(0);
  await running.stop();
}, 300_000);
