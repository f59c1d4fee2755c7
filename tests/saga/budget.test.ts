import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Backends, startBackends } from './in-process/backends.ts';
import { createSaga } from './in-process/saga.ts';

let backends: Backends;
beforeAll(async () => {
  backends = await startBackends();
});
afterAll(() => backends?.stop());

/** Places this many orders at once and settles them; returns what that cost. */
async function costOf(count: number) {
  const productId = await backends.addProduct(count);
  const saga = await createSaga({ backends, concurrencyMax: count, isAlone: true });
  backends.takeSpent();
  await Promise.all(Array.from({ length: count }, () => saga.place({ productId })));
  await saga.settle();
  return { ...backends.takeSpent(), published: saga.bus.published.length, deliveries: saga.bus.delivered.length };
}

// SNS and SQS calls are not counted here: a publish per event, and a receive and a delete per delivery, up to ten in one call.
describe('the budget of an order', () => {
  it('alone is 15 PostgreSQL statements, each one commit, 3 DynamoDB calls, 8 events and 14 deliveries', async () => {
    // The insert; 6 changes of the order, 4 of its payment, 4 of its shipment; rows that were just written are not read.
    expect(await costOf(1)).toEqual({ statements: 15, dynamoCalls: 3, published: 8, deliveries: 14 });
  });

  it('is a fraction of that among a hundred at once', async () => {
    const { statements, dynamoCalls } = await costOf(100);
    expect(statements).toBeLessThan(600);
    expect(dynamoCalls).toBeLessThan(150);
  });
});
