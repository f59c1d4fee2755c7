import { readFileSync } from 'node:fs';

/** Calls of one caller and kind, such as `SNS PublishBatch`, with the capacity units that DynamoDB charged. */
export type Tally = {
  caller: string;
  operation: string;
  calls: number;
  entries: number;
  readUnits: number;
  writeUnits: number;
};

/** The result of `npm run cost -- --count`, stored in local/cost/one-order.json. */
export type CountedCalls = {
  /** A single order: every message is a separate batch, so this is the most that an order can cost. */
  alone: { orders: number; calls: Tally[] };
  /** Many orders at a steady rate, which share batches, and the CPU time of all services. */
  together: { orders: number; perSecond: number; cpuSecondsPerOrder: number; calls: Tally[] };
  /** No orders at all: only long polls. */
  idle: { seconds: number; calls: Tally[] };
};

/** What AWS bills for one order. Events are those that the timeline wrote, each of which may be a separate invocation. */
export type BillableCalls = { sns: number; sqs: number; readUnits: number; writeUnits: number; events: number };

export const countedCallsFile = new URL('one-order.json', import.meta.url);

export const countedCalls = (): CountedCalls => JSON.parse(readFileSync(countedCallsFile, 'utf8')) as CountedCalls;

/** Per order, without the two SQS requests for each batch that Lambda receives and deletes for the timeline. */
export function billableCalls({ orders, calls }: { orders: number; calls: readonly Tally[] }): BillableCalls {
  const count = (of: (tally: Tally) => number, wanted: (tally: Tally) => boolean = () => true) =>
    calls.filter(wanted).reduce((sum, tally) => sum + of(tally), 0) / orders;
  const callsTo = (service: string) =>
    count(
      ({ calls }) => calls,
      ({ operation }) => operation.startsWith(service),
    );
  return {
    sns: callsTo('SNS'),
    sqs: callsTo('SQS'),
    readUnits: count(({ readUnits }) => readUnits),
    writeUnits: count(({ writeUnits }) => writeUnits),
    events: count(
      ({ entries }) => entries,
      ({ caller }) => caller === 'timeline',
    ),
  };
}

/** How often each consumer polls its empty queue per hour. */
export function pollsPerHour({ seconds, calls }: CountedCalls['idle']): Record<string, number> {
  const polls = calls.filter(({ operation }) => operation === 'SQS ReceiveMessage');
  return Object.fromEntries(polls.map((tally) => [tally.caller, (tally.calls * 3600) / seconds]));
}
