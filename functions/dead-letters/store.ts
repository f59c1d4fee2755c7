import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { chunkPart, type DeadLetter, headPart } from '#shared/dead-letters/dead-letter.ts';

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;

/** Where dead letters are kept. The head comes last: where there is one, the content is whole. */
export const createDeadLetterStore = (dynamo: DynamoDBDocumentClient, table: string) => ({
  /** Keeps a dead letter, whatever has been done about it since if it is there already. Returns whether it is new. */
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
