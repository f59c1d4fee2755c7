import { type DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { chunkPart, type DeadLetter, headPart, latestPart } from '#shared/dead-letters/dead-letter.ts';
import { retryOnConflict, VersionConflictError } from '#shared/errors/outcome.ts';

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;

/** What became of a message: a new dead letter, a copy counted with an open one, or nothing, because it had been stored before. */
export type Kept = 'recorded' | 'counted' | 'known';

/** Where dead letters are stored. The head is written last, so where there is a head the content is complete. */
export function createDeadLetterStore(dynamo: DynamoDBDocumentClient, table: string) {
  const { writeContent, writeHead } = createWriting(dynamo, table);
  const { latestOf, count } = createCounting(dynamo, table);

  return {
    /**
     * Stores a dead letter, unless one with the same copy key is open: that one then counts one more copy. If this very message is
     * already stored, keeps what has been done about it since.
     */
    keep(letter: DeadLetter, chunks: readonly Uint8Array[], copyKey?: string): Promise<Kept> {
      return retryOnConflict(async () => {
        const latest = copyKey === undefined ? undefined : await latestOf(copyKey);
        if (latest === letter.deadLetterId) return 'known';
        // The one that was redriven may still be open, but only until its redrive is stored.
        const isOpen = latest !== undefined && latest !== letter.previousId && (await count(latest, letter));
        if (isOpen) return 'counted';
        // If another copy is faster, this content stays without a head, where nothing finds it.
        await writeContent(letter, chunks);
        return (await writeHead(letter, { copyKey, latest })) ? 'recorded' : 'known';
      }, conflictsMax);
    },
  };
}

/** All messages of a batch may be copies of one event, and only one of them can be the first. */
const conflictsMax = 10;

function createWriting(dynamo: DynamoDBDocumentClient, table: string) {
  const put = (deadLetterId: string, Item: object) => ({ TableName: table, Item: { deadLetterId, ...Item } });

  async function writeContent({ deadLetterId }: DeadLetter, chunks: readonly Uint8Array[]): Promise<void> {
    const parts = chunks.map((content, index) => put(deadLetterId, { part: chunkPart(index), content }));
    await Promise.all(parts.map((part) => dynamo.send(new PutCommand(part))));
  }

  type Copies = { copyKey: string | undefined; latest: string | undefined };

  /**
   * Stores the head, and that it is now the latest with this copy key. Returns false if the head already exists.
   * @throws VersionConflictError if another copy has become the latest meanwhile
   */
  async function writeHead({ deadLetterId, ...letter }: DeadLetter, { copyKey, latest }: Copies): Promise<boolean> {
    const head = {
      ...put(deadLetterId, { ...letter, part: headPart }),
      ConditionExpression: 'attribute_not_exists(deadLetterId)',
    };
    const pointer = copyKey && {
      ...put(copyKey, { part: latestPart, latest: deadLetterId }),
      ...(latest === undefined
        ? { ConditionExpression: 'attribute_not_exists(deadLetterId)' }
        : { ConditionExpression: 'latest = :latest', ExpressionAttributeValues: { ':latest': latest } }),
    };
    const TransactItems = [{ Put: head }, ...(pointer ? [{ Put: pointer }] : [])];
    return dynamo.send(new TransactWriteCommand({ TransactItems })).then(() => true, whenCancelled);
  }

  return { writeContent, writeHead };
}

function createCounting(dynamo: DynamoDBDocumentClient, table: string) {
  /** The dead letter that was last stored with this copy key, open or not. */
  async function latestOf(copyKey: string): Promise<string | undefined> {
    const Key = { deadLetterId: copyKey, part: latestPart };
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item?.latest;
  }

  async function countIf(deadLetterId: string, condition: string, { values = {}, set = '' }: Change): Promise<boolean> {
    const update = new UpdateCommand({
      TableName: table,
      Key: { deadLetterId, part: headPart },
      UpdateExpression: `SET copies = if_not_exists(copies, :none) + :one, lastCopyAt = :at${set}`,
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':open': 'open', ':none': 0, ':one': 1, ...values },
    });
    return dynamo.send(update).then(
      () => true,
      (error) => {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        if (error instanceof Error && error.name === 'TransactionConflictException') throw atTheSameTime(error);
        throw error;
      },
    );
  }

  /**
   * Counts a copy with a dead letter; false if that is no longer open. The history of a redriven copy is kept. A message that SQS delivers
   * twice is counted twice.
   */
  async function count(deadLetterId: string, { recordedAt, redrives, previousId, sentAt }: DeadLetter): Promise<boolean> {
    const values = { ':at': recordedAt };
    if (previousId) {
      const set = ', redrives = :redrives, previousId = :previous, sentAt = :sent';
      const history = { ':redrives': redrives, ':previous': previousId, ':sent': sentAt };
      const isCounted = await countIf(deadLetterId, '#state = :open AND redrives < :redrives', {
        values: { ...values, ...history },
        set,
      });
      if (isCounted) return true;
    }
    return countIf(deadLetterId, '#state = :open', { values });
  }

  return { latestOf, count };
}

type Change = { values?: object; set?: string };

/** @throws VersionConflictError if another copy was stored at the same time */
function whenCancelled(error: unknown): boolean {
  const [head, pointer] = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
  if (!head) throw error;
  if (head.Code === 'ConditionalCheckFailed') return false;
  if (pointer?.Code === 'ConditionalCheckFailed' || [head, pointer].some((each) => each?.Code === 'TransactionConflict'))
    throw atTheSameTime(error);
  throw error;
}

const atTheSameTime = (cause: unknown) => new VersionConflictError('the dead letter is being written', { cause });
