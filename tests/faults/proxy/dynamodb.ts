import type { WireAnswer } from '../../../local/wire-proxy.ts';
import type { Trouble } from '../weather.ts';
import { jsonAnswer, withBody } from './answers.ts';
import type { CallFault } from './call-fault.ts';

type Named = { operation: string; backend: string; body: Buffer };

const isDynamo = ({ backend }: Named) => backend === 'dynamodb';
const isTransaction = ({ operation }: Named) => operation === 'TransactWriteItems';
const json = (body: Buffer) => JSON.parse(body.toString() || '{}');

/** What goes wrong with DynamoDB. */
export const dynamoFaults = ({ tally }: Trouble): CallFault[] => [
  {
    probability: 0.02,
    fits: isDynamo,
    strike: async () => {
      tally.count('DynamoDB throttled');
      return refused('ThrottlingException', { message: 'Rate exceeded' });
    },
  },
  {
    probability: 0.05,
    fits: isTransaction,
    strike: async ({ body }, _, chance) => {
      const reasons = reasonsFor(body);
      reasons[chance.below(reasons.length)] = conflict;
      tally.count('DynamoDB conflict alone');
      return cancelled(reasons);
    },
  },
  {
    // Next to a conflict, a failed condition means nothing: the compared item is being changed at that moment.
    probability: 0.05,
    fits: isTransaction,
    strike: async ({ body }, _, chance) => {
      const reasons = reasonsFor(body);
      if (reasons.length > 1) reasons[reasons.length - 1] = failedCondition;
      reasons[chance.below(Math.max(1, reasons.length - 1))] = conflict;
      tally.count('DynamoDB conflict beside a failed condition');
      return cancelled(reasons);
    },
  },
  {
    probability: 0.04,
    fits: ({ backend, operation }) => backend === 'dynamodb' && /Write|Update|Put/.test(operation),
    strike: async (_, pass) => {
      await pass();
      tally.count('DynamoDB timed out after the commit');
      return undefined;
    },
  },
  {
    probability: 0.08,
    fits: ({ operation, body }) => /^Batch(Get|Write)Item$/.test(operation) && countIn(json(body).RequestItems) > 1,
    strike: async ({ operation, body }, pass) => {
      const request = json(body);
      const [now, left] = halves(request.RequestItems as RequestItems);
      const answer = await pass(Buffer.from(JSON.stringify({ ...request, RequestItems: now })));
      if (answer.status !== 200) return answer;
      tally.count('DynamoDB left keys or items unprocessed');
      const name = operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
      return withBody(answer, { ...json(answer.body), [name]: left });
    },
  },
];

/** Why an item of a transaction was refused. */
type Reason = { Code: string; Message?: string; Item?: object };
export const conflict: Reason = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
const failedCondition: Reason = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };

export const reasonsFor = (body: Buffer): Reason[] => (json(body).TransactItems as object[]).map(() => ({ Code: 'None' }));

export function cancelled(CancellationReasons: readonly Reason[]): WireAnswer {
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return refused('TransactionCanceledException', { Message, CancellationReasons });
}

export const refused = (type: string, body: object) =>
  jsonAnswer(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...body });

/** By table: keys to read, or writes. */
type RequestItems = Record<string, { Keys: object[] } | object[]>;

const listOf = (part: RequestItems[string]): object[] => (Array.isArray(part) ? part : part.Keys);
const countIn = (items: RequestItems): number => Object.values(items).reduce((sum, part) => sum + listOf(part).length, 0);

/** Splits the items: every second one is left for later. */
function halves(items: RequestItems): [RequestItems, RequestItems] {
  const half = (rest: number) => {
    let index = 0;
    const parts = Object.entries(items).map(([table, part]) => {
      const list = listOf(part).filter(() => index++ % 2 === rest);
      return [table, Array.isArray(part) ? list : { ...part, Keys: list }, list.length] as const;
    });
    return Object.fromEntries(parts.filter(([, , count]) => count > 0).map(([table, part]) => [table, part])) as RequestItems;
  };
  return [half(0), half(1)];
}
