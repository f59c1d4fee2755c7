import { describe, expect, it } from '@jest/globals';
import { countedCalls } from '../../../../local/cost/counted-calls.ts';
import { ordersByTheMillion, totalOf } from '../../../../local/cost/orders-by-the-million.ts';

const none = { entries: 0, readUnits: 0, writeUnits: 0 };
const counted = {
  alone: {
    orders: 1,
    calls: [
      { ...none, caller: 'orders', operation: 'SNS PublishBatch', calls: 2 },
      { ...none, caller: 'orders', operation: 'SQS ReceiveMessage', calls: 3 },
      { ...none, caller: 'inventory', operation: 'DynamoDB TransactWriteItems', calls: 1, writeUnits: 4 },
      { ...none, caller: 'timeline', operation: 'DynamoDB BatchWriteItem', calls: 1, entries: 2, writeUnits: 2 },
    ],
  },
  together: {
    orders: 10,
    perSecond: 1,
    cpuSecondsPerOrder: 0.1,
    calls: [{ ...none, caller: 'orders', operation: 'SNS PublishBatch', calls: 5 }],
  },
  idle: { seconds: 60, calls: [] },
};

describe('a million orders', () => {
  const { alone, together, orchestrated } = ordersByTheMillion(counted);
  const usdOf = (positions: typeof alone, what: string) => positions.find((position) => position.what.startsWith(what))?.usd;

  it('cost what their calls cost, including one API request', () => {
    expect(usdOf(alone, 'API Gateway')).toBeCloseTo(1, 9);
    expect(usdOf(alone, 'SNS')).toBeCloseTo(2 * 0.5, 9);
    expect(usdOf(alone, 'SQS, the services')).toBeCloseTo(3 * 0.4, 9);
    expect(usdOf(alone, 'SQS, the timeline')).toBeCloseTo(2 * 2 * 0.4, 9);
    expect(usdOf(alone, 'DynamoDB writes')).toBeCloseTo(6 * 0.625, 9);
    expect(usdOf(alone, 'Lambda requests')).toBeCloseTo(2 * 0.2, 9);
  });

  it('cost less where they share batches', () => {
    expect(usdOf(together, 'SNS')).toBeCloseTo(0.5 * 0.5, 9);
  });

  it('cost transitions and three requests per task on Step Functions, and write no timeline', () => {
    expect(usdOf(orchestrated, 'Step Functions')).toBeCloseTo(8.957 * 25, 2);
    expect(usdOf(orchestrated, 'SQS')).toBeCloseTo(3 * 7.85 * 0.4, 9);
    expect(usdOf(orchestrated, 'DynamoDB writes')).toBeCloseTo(4 * 0.625, 9);
    expect(totalOf(orchestrated)).toBeCloseTo(
      orchestrated.reduce((sum, { usd }) => sum + usd, 0),
      9,
    );
  });
});

describe('the committed count', () => {
  it('has a publish and a timeline entry for each of the eight events of a successful order', () => {
    const { alone } = countedCalls();
    const sumOf = (operation: string, of: 'calls' | 'entries') =>
      alone.calls.filter((tally) => tally.operation === operation).reduce((sum, tally) => sum + tally[of], 0);
    const written = alone.calls.find(({ caller }) => caller === 'timeline')?.entries;
    expect({ published: sumOf('SNS PublishBatch', 'calls'), written }).toEqual({
      published: 8,
      written: 8,
    });
    const received = sumOf('SQS ReceiveMessage', 'entries');
    expect({ received, deleted: sumOf('SQS DeleteMessageBatch', 'entries') }).toEqual({ received: 14, deleted: 14 });
  });
});
