import { type BillableCalls, billableCalls, type CountedCalls } from './counted-calls.ts';
import { type Price, type PriceName, prices } from './prices.ts';
import { type StateMachine, stateMachine } from './state-machine.ts';
import { sizes } from './usage.ts';

export type Position = { what: string; price: Price; perOrder: number; usd: number };
export type Comparison = {
  /** The saga as it is: when orders come one at a time, and when many share batches. */
  alone: Position[];
  together: Position[];
  /** The same steps as a state machine of Step Functions Standard. */
  orchestrated: Position[];
  machine: StateMachine;
};

const million = 1e6;

/** What AWS charges for the calls of a million orders, in USD. Tasks and database are the same in all cases. */
export function ordersByTheMillion(counted: CountedCalls): Comparison {
  const machine = stateMachine();
  return {
    alone: choreographed(billableCalls(counted.alone)),
    together: choreographed(billableCalls(counted.together)),
    orchestrated: orchestrated(counted, machine),
    machine,
  };
}

export const totalOf = (positions: readonly Position[]): number => positions.reduce((sum, { usd }) => sum + usd, 0);

function choreographed({ sns, sqs, readUnits, writeUnits, events }: BillableCalls): Position[] {
  return [
    position('apiRequest', 1),
    position('publish', sns),
    position('queueRequest', sqs, 'SQS, the services'),
    position('queueRequest', 2 * events, 'SQS, the timeline’s function'),
    position('writeUnit', writeUnits),
    position('readUnit', readUnits),
    position('invocation', events),
    position('invocationTime', events * sizes.timelineSeconds * timelineGigabytes),
  ];
}

const timelineGigabytes = 0.25;

/**
 * Each step is a message with a task token to the service that does it now: Step Functions sends it, the service receives and
 * deletes it, and answers with a free call. There are no topics; the execution history is the timeline.
 */
function orchestrated({ alone }: CountedCalls, { transitions, tasks }: StateMachine): Position[] {
  const { readUnits, writeUnits } = billableCalls({ ...alone, calls: alone.calls.filter(({ caller }) => caller !== 'timeline') });
  return [
    position('apiRequest', 1),
    position('stateTransition', transitions.average),
    position('queueRequest', 3 * tasks),
    position('writeUnit', writeUnits),
    position('readUnit', readUnits),
  ];
}

function position(name: PriceName, perOrder: number, what?: string): Position {
  const price = prices[name];
  return { what: what ?? price.what, price, perOrder, usd: perOrder * million * price.usd };
}
