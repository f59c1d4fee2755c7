import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Picture } from './media.ts';
import { uploadItem } from './schema.ts';
import { refusals, type UploadOutcome } from './upload-outcome.ts';

export type UploadRecords = {
  /** Records that a form was offered. */
  add(picture: Picture): Promise<void>;
  /** The outcome of an upload; undefined if no such form was offered for this product. */
  find(picture: Picture): Promise<UploadOutcome | undefined>;
  /** Records an outcome. A published upload stays published; with `ifPending`, no earlier outcome is replaced. */
  settle(picture: Picture, outcome: UploadOutcome, options?: { ifPending?: boolean }): Promise<void>;
};

/** Stores the outcomes of uploads in DynamoDB. */
export function createUploadRecords(dynamo: DynamoDBDocumentClient, table: string): UploadRecords {
  return {
    add: async ({ productId, mediaId }) => {
      await dynamo.send(new PutCommand({ TableName: table, Item: { uploadId: mediaId, productId, status: 'pending' } }));
    },
    find: async ({ productId, mediaId }) => {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { uploadId: mediaId }, ConsistentRead: true }));
      const item = Item && uploadItem.parse(Item);
      return item?.productId === productId ? outcomeOf(item) : undefined;
    },
    settle: async ({ productId, mediaId }, outcome, { ifPending = false } = {}) => {
      const { status, ...rest } = outcome;
      const said = Object.entries(rest).filter(([, value]) => value !== undefined);
      const absent = ['reason', 'detail', 'delayed', 'mediaUrl'].filter((name) => !said.some(([key]) => key === name));
      const update = new UpdateCommand({
        TableName: table,
        Key: { uploadId: mediaId },
        // An earlier build offered forms without recording them.
        ConditionExpression: `attribute_not_exists(uploadId) OR #status ${ifPending ? '=' : '<>'} :bound`,
        UpdateExpression:
          `SET productId = :productId, #status = :status${said.map(([name]) => `, #${name} = :${name}`).join('')} ` +
          `REMOVE ${absent.map((name) => `#${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(
          ['status', ...said.map(([name]) => name), ...absent].map((name) => [`#${name}`, name]),
        ),
        ExpressionAttributeValues: {
          ':productId': productId,
          ':status': status,
          ':bound': ifPending ? 'pending' : 'published',
          ...Object.fromEntries(said.map(([name, value]) => [`:${name}`, value])),
        },
      });
      await dynamo.send(update).catch(whenSettledBefore);
    },
  };
}

function outcomeOf({ status, reason, detail, delayed, mediaUrl = '' }: ReturnType<typeof uploadItem.parse>): UploadOutcome {
  if (status === 'published') return { status, mediaUrl };
  if (status === 'pending') return { status, delayed };
  const known = reason ?? 'DAMAGED';
  return { status, reason: known, detail: detail ?? refusals[known] };
}

function whenSettledBefore(error: unknown): void {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
}
