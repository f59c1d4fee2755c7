import {
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { v7 as newId } from 'uuid';
import { unpackContent } from '#shared/dead-letters/content.ts';
import {
  actionPart,
  actionPrefix,
  chunkPart,
  type DeadLetter,
  type DeadLetterAction,
  type DeadLetterState,
  headPart,
  queueStateOf,
} from '#shared/dead-letters/dead-letter.ts';
import { retryOnConflict, VersionConflictError } from '#shared/errors/outcome.ts';
import { type DeadLetterFilter, lookupOf } from './lookup.ts';

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;
export type Page = { letters: DeadLetter[]; next?: string | undefined };

/** The dead letters that the function of that name records, as operators look for them, and what they do about one. */
export function createDeadLetterStore({ dynamo, table }: { dynamo: DynamoDBDocumentClient; table: string }) {
  const query: Query = (input) => dynamo.send(new QueryCommand({ TableName: table, ...input }));

  const list = createList(query);

  async function find(deadLetterId: string) {
    const { Items: [head] = [] } = await query(ofPart(deadLetterId, headPart));
    return head && letterOf(head);
  }

  /** What operators did about it, the latest first. */
  async function actionsOf(deadLetterId: string): Promise<DeadLetterAction[]> {
    const { Items = [] } = await query({ ...ofPart(deadLetterId, actionPrefix), ScanIndexForward: false, Limit: actionsMax });
    return Items.map(({ action, reason, operatorId, at }) => ({ action, reason, operatorId, at }));
  }

  async function contentOf({ deadLetterId, chunks }: DeadLetter) {
    const parts = Array.from({ length: chunks }, (_, index) => query(ofPart(deadLetterId, chunkPart(index))));
    return unpackContent((await Promise.all(parts)).flatMap(({ Items = [] }) => Items.map(({ content }) => content)));
  }

  const actionItem = (deadLetterId: string, action: DeadLetterAction) => {
    return { TableName: table, Item: { deadLetterId, part: actionPart(action, newId()), ...action } };
  };

  /** Notes what was done, and what has become of it. Returns false, and notes nothing, when it is in another state by now. */
  async function close(letter: DeadLetter, state: DeadLetterState, action: DeadLetterAction): Promise<boolean> {
    const { deadLetterId, queue } = letter;
    const Update = {
      TableName: table,
      Key: { deadLetterId, part: headPart },
      UpdateExpression: 'SET #state = :state, queueState = :queueState',
      ConditionExpression: '#state = :before',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': state, ':queueState': queueStateOf(queue, state), ':before': letter.state },
    };
    const write = new TransactWriteCommand({ TransactItems: [{ Update }, { Put: actionItem(deadLetterId, action) }] });
    return retryOnConflict(() => dynamo.send(write).then(() => true, whenCancelled));
  }

  return {
    /** The newest first, `limit` at most, from below position `before`. Looks at so many rows at most; `next` is there while there may be more. */
    list,
    /** All of an order, in whatever state, the newest first; the first hundred. */
    ofOrder: async (orderId: string) => (await list({ orderId }, { limit: ofOrderMax })).letters,
    find,
    actionsOf,
    contentOf,
    close,
    note: async ({ deadLetterId }: DeadLetter, action: DeadLetterAction): Promise<void> => {
      await dynamo.send(new PutCommand(actionItem(deadLetterId, action)));
    },
  };
}

type Query = (input: Omit<QueryCommandInput, 'TableName'>) => Promise<QueryCommandOutput>;

function createList(query: Query) {
  return async function list(
    filter: DeadLetterFilter,
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<Page> {
    const letters: DeadLetter[] = [];
    let below = before;
    for (let calls = 0; calls < callsMax; calls++) {
      const lookup = lookupOf(filter, below);
      if (!lookup) return { letters };
      const { Items = [], LastEvaluatedKey } = await query({ ...lookup, Limit: rowsPerCall, ScanIndexForward: false });
      // The first may be the last of the page before: the bounds of a key are inclusive.
      const found = Items.map(letterOf).filter(({ position }) => position !== below);
      letters.push(...found.slice(0, limit - letters.length));
      if (letters.length === limit && (LastEvaluatedKey || found.at(-1)?.position !== letters.at(-1)?.position))
        return { letters, next: letters.at(-1)?.position };
      if (!LastEvaluatedKey) return { letters };
      below = String(LastEvaluatedKey.position);
    }
    return { letters, next: below };
  };
}

const rowsPerCall = 1000;
/** Bounds what one request reads where a filter leaves most rows out. */
const callsMax = 20;
const actionsMax = 100;
const ofOrderMax = 100;

const ofPart = (deadLetterId: string, part: string) => ({
  KeyConditionExpression: 'deadLetterId = :id AND begins_with(part, :part)',
  ExpressionAttributeValues: { ':id': deadLetterId, ':part': part },
  ConsistentRead: true,
});

function letterOf({ part: _, ...item }: Record<string, unknown>): DeadLetter {
  return item as DeadLetter;
}

/** @throws VersionConflictError when somebody else was writing at the same time */
function whenCancelled(error: unknown): boolean {
  const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons;
  if (!reasons) throw error;
  if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
  if (reasons.some(({ Code }) => Code === 'TransactionConflict'))
    throw new VersionConflictError('the dead letter is being written', { cause: error });
  throw error;
}
