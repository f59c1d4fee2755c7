import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { chunkPart, type DeadLetter, headPart } from '#shared/dead-letters/dead-letter.ts';

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;

/** Where dead letters are stored. The head is written last, so where there is a head the content is complete. */
export const createDeadLetterStore = (dynamo: DynamoDBDocumentClient, table: string) => ({
  /** Stores a dead letter. If it already exists, keeps what has been done about it since. Returns whether it is new. */
  async keep(letter: DeadLetter, chunks: readonly Uint8Array[]): Promise<boolean> {
    const { deadLetterId } = letter;
    const put = (Item: object) => new PutCommand({ TableName: table, Item: { deadLetterId, ...Item } });
    await Promise.all(chunks.map((bytes, index) => dynamo.send(put({ part: chunkPart(index), content: bytes }))));
    try {
      const head = put({ ...letter, part: headPart });
      head.input.ConditionExpression = 'attribute_not_exists(deadLetterId)';
      await dynamo.send(head);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  },
});
