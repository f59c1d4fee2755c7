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

/** Reads the dead letters that the `dead-letters` function records, and stores what operators do about them. */
export function createDeadLetterStore({ dynamo, table }: { dynamo: DynamoDBDocumentClient; table: string }) {
  const query: Query = (input) => dynamo.send(new QueryCommand({ TableName: table, ...input }));

  const list = createList(query);

  async function find(deadLetterId: string) {
    const { Items: [head] = [] } = await query(ofPart(deadLetterId, headPart));
    return head && letterOf(head);
  }

  /** What operators did about a dead letter, newest first. */
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

  /** Records an action and the new state. Returns false, and records nothing, if the state has changed since `letter` was read. */
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
    /**
     * At most `limit` dead letters below position `before`, newest first. Reads a bounded number of rows, so a page can be short or
     * empty although there are more; `next` is set while there may be more.
     */
    list,
    /** The latest hundred of an order, in any state, newest first. */
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
      // Key bounds are inclusive, so the first item may be the last one of the previous page.
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
/** Bounds what one request reads if a filter excludes most rows. */
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

/** @throws VersionConflictError on a concurrent write */
function whenCancelled(error: unknown): boolean {
  const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons;
  if (!reasons) throw error;
  if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
  if (reasons.some(({ Code }) => Code === 'TransactionConflict'))
    throw new VersionConflictError('the dead letter is being written', { cause: error });
  throw error;
}
