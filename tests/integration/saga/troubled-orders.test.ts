import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { createHttpCarrier } from '../../../containers/shipping/http-carrier.ts';
import { shippingSaga } from '../../../containers/shipping/saga.ts';
import { createShipmentStore } from '../../../containers/shipping/store.ts';
import { type AnOrder, anOrder } from '../../support/an-order.ts';
import { eventually } from '../../support/eventually.ts';
import { startMoodyCarrier } from './moody-carrier.ts';
import { runParticipant, usePlace } from './use-participant.ts';

const place = usePlace('shipping');
let admin: postgres.Sql;
beforeAll(() => {
  admin = postgres(place.postgresql.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(() => admin?.end());

const boundSeconds = 240;
const ordersOf = (count: number) => Array.from({ length: count }, () => anOrder());
const placed = (order: AnOrder) => order.placed();
const paid = (order: AnOrder) => order.tell('PaymentAuthorized', { amount: order.placement.total });
const eventsOf = (orders: readonly AnOrder[]) => orders.flatMap((order) => [placed(order), paid(order)]);

async function countWith(status: string, orders: readonly AnOrder[]): Promise<number> {
  const ids = orders.map(({ orderId }) => orderId);
  const [row] =
    await admin`select count(*)::int from shipping.shipments where status = ${status} and order_id = any(${ids}::uuid[])`;
  return row?.count as number;
}
const allAre = async (status: string, orders: readonly AnOrder[]) => (await countWith(status, orders)) === orders.length;

/** Locks the rows of these orders until it is released. */
async function lock(orders: readonly AnOrder[]): Promise<() => Promise<void>> {
  const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ids = orders.map(({ orderId }) => orderId);
  const holding = admin.begin(async (other) => {
    await other`select from shipping.shipments where order_id = any(${ids}::uuid[]) for update`;
    held.resolve();
    await letGo.promise;
  });
  await Promise.race([held.promise, holding]);
  return async () => {
    letGo.resolve();
    await holding;
  };
}

async function startShipping(queue: string) {
  const carrier = await startMoodyCarrier();
  const running = runParticipant(place, queue, shippingSaga(createShipmentStore(place.database), createHttpCarrier(carrier.url)));
  /** What must hold once the failure is over: nothing is lost. */
  const expectAllBooked = async (orders: readonly AnOrder[]) => {
    await running.showHidden();
    await eventually(() => running.isIdle(), boundSeconds);
    expect(await countWith('booked', orders)).toBe(orders.length);
    expect(running.deadCount()).toBe(0);
  };
  const stop = async () => {
    await running.stop();
    await carrier.stop();
  };
  return { carrier, running, expectAllBooked, stop };
}

describe('twenty failing orders', () => {
  test('hold up none of fifteen hundred good ones, and are booked as soon as they stop failing', async () => {
    const { carrier, running, expectAllBooked, stop } = await startShipping('troubled');
    const good = ordersOf(1_500);
    const [hanging, failing, forbidden, locked] = [ordersOf(5), ordersOf(5), ordersOf(5), ordersOf(5)];
    const annoying = [...hanging, ...failing, ...forbidden];
    for (const { orderId } of hanging) carrier.annoy(orderId, 'hang');
    for (const { orderId } of failing) carrier.annoy(orderId, 500);
    for (const { orderId } of forbidden) carrier.annoy(orderId, 403);
    await running.tell(locked.map(placed));
    await eventually(() => allAre('waiting', locked), boundSeconds);
    const unlock = await lock(locked);

    await running.tell([...locked.map(paid), ...eventsOf(annoying), ...eventsOf(good)]);
    await eventually(async () => carrier.booked.size >= good.length && (await allAre('booked', good)), boundSeconds);

    const isInTrouble = ({ orderId }: AnOrder) => running.failed().some((fields) => fields.orderId === orderId);
    await eventually(() => [...annoying, ...locked].every(isInTrouble), boundSeconds);
    expect([await countWith('booking', annoying), await countWith('waiting', locked)]).toEqual([15, 5]);
    expect(running.deadCount()).toBe(0);

    carrier.heal();
    await unlock();
    await expectAllBooked([...annoying, ...locked, ...good]);
    await stop();
  }, 600_000);
});

describe('a carrier that answers no one', () => {
  test.each(['hang', 500] as const)(
    '(%s) uses up no message’s receives, and everything is booked once it recovers',
    async (mood) => {
      const { carrier, running, expectAllBooked, stop } = await startShipping(`outage-${mood}`);
      const orders = ordersOf(150);
      carrier.annoyAll(mood);
      await running.tell(eventsOf(orders));
      await eventually(() => running.logged('dependency unavailable') === 1, boundSeconds);
      const triedBefore = carrier.askedCount();
      // It keeps trying, one message at a time.
      await eventually(() => carrier.askedCount() >= triedBefore + 5, boundSeconds);
      expect(await countWith('booked', orders)).toBe(0);

      carrier.heal();
      await expectAllBooked(orders);
      expect(running.logged('dependency available')).toBe(1);
      // The queue gives up on a message that it has delivered eight times.
      expect(running.receiveCountMax()).toBeLessThan(8);
      await stop();
    },
    600_000,
  );
});
