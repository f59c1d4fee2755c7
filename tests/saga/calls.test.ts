import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Call } from '../../local/cost/count/call-of.ts';
import { startCountingProxy } from '../../local/cost/count/counting-proxy.ts';
import { createClient, expectStatus } from '../../local/demo/client.ts';
import { products } from '../../local/seed.ts';
import { onTemporaryStack } from '../../local/temporary-stack.ts';
import { eventually } from '../support/eventually.ts';

const callers = ['orders', 'inventory', 'billing', 'shipping', 'timeline'];
const startSeconds = 120;
const settleSeconds = 120;

/** Places so many orders at once on the running platform, and gives the calls to AWS that were made until all is told. */
type Counting = (count: number) => Promise<Call[]>;

let countCalls: Counting;
const over = Promise.withResolvers<void>();
let stack: Promise<void>;

beforeAll(async () => {
  const started = Promise.withResolvers<Counting>();
  stack = runStack(started.resolve);
  stack.catch(started.reject);
  countCalls = await started.promise;
  // The first order also opens connections and fetches keys.
  await countCalls(1);
}, startSeconds * 1000);

afterAll(async () => {
  over.resolve();
  await stack;
}, startSeconds * 1000);

async function runStack(ready: (counting: Counting) => void): Promise<void> {
  const proxy = await startCountingProxy();
  const env = Object.fromEntries(callers.map((caller) => [caller, proxy.environmentOf(caller)]));
  try {
    await onTemporaryStack(
      async ({ stack: { gatewayUrl, backends }, running: { accounts } }) => {
        proxy.connect({ messaging: backends.messaging.endpoint, dynamodb: backends.dynamodb.endpoint });
        const customer = createClient(gatewayUrl);
        const account = accounts.find(({ role }) => role === 'customer');
        if (!account) throw new Error('There is no account of a customer');
        await customer.signIn(account);
        ready(async (count) => {
          proxy.take();
          const calls: Call[] = [];
          const place = () => customer.place({ lines: [{ productId: products.mouse.productId, quantity: 1 }] });
          const placed = await Promise.all(Array.from({ length: count }, () => expectStatus(place(), 202)));
          const ids = placed.map(({ orderId }) => orderId);
          await customer.ordersWhen(ids, ({ settled }) => settled, settleSeconds);
          // Deletions wait for company, and the timeline comes last.
          await eventually(() => {
            calls.push(...proxy.take().filter(hasContent));
            return (
              entriesOf(calls, 'SQS DeleteMessageBatch') >= 14 * count && entriesOf(calls, 'DynamoDB BatchWriteItem') >= 8 * count
            );
          });
          return calls;
        });
        await over.promise;
      },
      { env },
    );
  } finally {
    await proxy.stop();
  }
}

/** A long poll that brings nothing belongs to no order. */
const hasContent = ({ operation, entries }: Call) => operation !== 'SQS ReceiveMessage' || entries > 0;

const entriesOf = (calls: readonly Call[], wanted: string): number =>
  calls.reduce((sum, { operation, entries }) => sum + (operation === wanted ? entries : 0), 0);

describe('the calls to AWS of an order', () => {
  it('alone are a publish for each of 8 events, a receive and at most a delete for each of 14 deliveries, and 4 to DynamoDB', async () => {
    const calls = await countCalls(1);
    const countOf = (service: string) => calls.filter(({ operation }) => operation.startsWith(service)).length;
    expect(countOf('SNS PublishBatch')).toBe(8);
    expect(entriesOf(calls, 'SQS ReceiveMessage')).toBe(14);
    expect(entriesOf(calls, 'SQS DeleteMessageBatch')).toBe(14);
    expect(countOf('DynamoDB BatchGetItem')).toBe(1);
    expect(countOf('DynamoDB TransactWriteItems')).toBe(2);
    expect(calls.length).toBeLessThanOrEqual(40);
  });

  it('are a fraction of that among a hundred at once', async () => {
    const calls = await countCalls(100);
    expect(calls.length).toBeLessThan(1_600);
  });
});
