import { describe, expect, it } from '@jest/globals';
import { type Call, hasContent } from '../../local/cost/count/call-of.ts';
import { type CountingProxy, startCountingProxy } from '../../local/cost/count/counting-proxy.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

let proxy: CountingProxy;
const world = useStack({
  startProxy: async () => {
    proxy = await startCountingProxy();
    return proxy;
  },
});

const deliveries = 14;
const events = 8;

/** Places this many orders at once, and returns the AWS calls until everything is delivered. */
async function callsOf(count: number): Promise<Call[]> {
  proxy.take();
  const lines = [{ productId: products.mouse.productId, quantity: 1 }];
  const placed = await Promise.all(Array.from({ length: count }, () => expectStatus(world.customer.place({ lines }), 202)));
  const ids = placed.map(({ orderId }) => orderId);
  await world.customer.ordersWhen(ids, ({ settled }) => settled, settleSeconds);
  const calls: Call[] = [];
  // Deletions linger to share a batch, and the timeline comes last.
  await eventually(() => {
    calls.push(...proxy.take().filter(hasContent));
    const [deleted, told] = [entriesOf(calls, 'SQS DeleteMessageBatch'), entriesOf(calls, 'DynamoDB BatchWriteItem')];
    return deleted >= deliveries * count && told >= events * count;
  });
  return calls;
}

const settleSeconds = 60;

const entriesOf = (calls: readonly Call[], wanted: string): number =>
  calls.reduce((sum, { operation, entries }) => sum + (operation === wanted ? entries : 0), 0);

describe('the AWS calls of an order', () => {
  it('alone are one publish per event, one receive and at most one delete per delivery, and 3 to DynamoDB', async () => {
    // The first order also opens connections and fetches keys.
    await callsOf(1);
    const calls = await callsOf(1);
    const countOf = (wanted: string) => calls.filter(({ operation }) => operation === wanted).length;
    expect(countOf('SNS PublishBatch')).toBe(events);
    expect(entriesOf(calls, 'SQS ReceiveMessage')).toBe(deliveries);
    expect(entriesOf(calls, 'SQS DeleteMessageBatch')).toBe(deliveries);
    expect(countOf('DynamoDB BatchGetItem')).toBe(1);
    expect(countOf('DynamoDB TransactWriteItems')).toBe(2);
    // The timeline writes as many as it has received together.
    expect(calls.filter(({ caller }) => caller !== 'timeline').length).toBeLessThanOrEqual(events + 2 * deliveries + 3);
    expect(entriesOf(calls, 'DynamoDB BatchWriteItem')).toBe(events);
  });

  it('are a fraction of that among a hundred at once', async () => {
    expect((await callsOf(100)).length).toBeLessThan(1_600);
  });
});
