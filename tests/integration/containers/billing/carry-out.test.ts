import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { reactor } from '#shared/saga/reaction.ts';
import { reactions } from '../../../../containers/billing/reactions/index.ts';
import { createPaymentStore } from '../../../../containers/billing/store.ts';
import { createStripeProvider } from '../../../../containers/billing/stripe-provider.ts';
import { type AnOrder, anOrder } from '../../../support/an-order.ts';
import { type FaultyStripe, startFaultyStripe } from '../../../support/faulty-stripe.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

let postgresql: TestDatabase;
let database: Database;
let faulty: FaultyStripe;
let handle: (event: Event) => Promise<readonly Event[]>;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['billing'] });
  database = connect(postgresql.urlOf('billing'), { connectionsMax: 10, name: 'billing' });
  faulty = await startFaultyStripe({ retriesMax: 1 });
  handle = reactor('billing', reactions, {
    payments: createPaymentStore(database),
    provider: createStripeProvider(faulty.stripe),
  });
});
afterAll(async () => {
  await faulty.stop();
  await database.close();
  await postgresql.stop();
});

const reserved = ({ tell, placement }: AnOrder) =>
  tell('StockReserved', { lines: placement.lines.map(({ productId, quantity }) => ({ productId, quantity })) });

/** Delivers an event as the queue does: again and again, until it is done. */
async function deliver(event: Event): Promise<readonly Event[]> {
  for (let tries = 0; tries < 40; tries++) {
    try {
      return await handle(event);
    } catch (error) {
      // Whatever happens, the message comes again: nothing may be poison, and nothing unforeseen.
      expect(outcomeOf(error)).not.toHaveProperty('error');
      expect(outcomeOf(error).kind).not.toBe('poison');
      await delay(10 * Math.random());
    }
  }
  throw new Error('never done');
}
const typesOf = (events: readonly Event[]) => events.map(({ type }) => type);

describe('a payment', () => {
  test('waits for both its triggers, in any order, and answers every repeat with the same event', async () => {
    for (const swapped of [false, true]) {
      const order = anOrder();
      const triggers = swapped ? [reserved(order), order.placed()] : [order.placed(), reserved(order)];
      expect(await handle(triggers[0] as Event)).toEqual([]);
      const told = await handle(triggers[1] as Event);
      expect(typesOf(told)).toEqual(['PaymentAuthorized']);
      for (const trigger of triggers) expect(await handle(trigger)).toEqual(told);
      expect(typesOf(await handle(order.confirmed()))).toEqual(['PaymentCaptured']);
      expect(faulty.ledger(order.orderId).totals).toEqual({ authorized: 0, captured: 2600, refunded: 0 });
    }
  });

  test('is failed by a capture that is refused, and nothing stays held', async () => {
    const order = anOrder({ paymentMethod: 'pm_card_captureFails' });
    await handle(order.placed());
    await handle(reserved(order));
    const [event] = await handle(order.confirmed());
    expect(event).toMatchObject({ type: 'PaymentFailed', data: { phase: 'capture' } });
    expect(faulty.ledger(order.orderId).totals).toEqual({ authorized: 0, captured: 0, refunded: 0 });
  });

  test('is resumed where a crash left it, whatever the provider had done by then', async () => {
    for (const path of ['/payment_intents', '/confirm', '/capture']) {
      const order = anOrder();
      faulty.plan(path, 'time-out after', 'time-out after');
      for (const event of [order.placed(), reserved(order), order.confirmed()]) await deliver(event);
      expect(faulty.ledger(order.orderId).entries.map(({ kind }) => kind)).toEqual(['authorized', 'captured']);
      faulty.forget();
    }
  });
});

describe('a void that overtakes an authorization', () => {
  test.each(Array.from({ length: 30 }, (_, round) => [round]))('leaves no live hold, round %i', async () => {
    const order = anOrder();
    await handle(order.placed());
    const late = (event: Event) => delay(20 * Math.random()).then(() => deliver(event));
    await Promise.all([late(reserved(order)), late(order.cancelled()), late(reserved(order)), late(order.cancelled())]);
    expect(typesOf(await deliver(reserved(order)))).toEqual(['PaymentVoided']);
    expect(faulty.ledger(order.orderId).totals).toEqual({ authorized: 0, captured: 0, refunded: 0 });
  });
});
