import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { accessTokenLifeSeconds } from './domain.ts';

export type RevocationStore = {
  /**
   * Revokes the user's access tokens of earlier generations, for operations that check this table, such as placing an order.
   * @param isDisabled whether the reason is a disabled account; if undefined, the stored value stays
   */
  revoke(userId: string, generation: number, isDisabled?: boolean): Promise<void>;
};

/** Outlives the last of those tokens, with a margin for clock skew. */
const keptSeconds = accessTokenLifeSeconds + 60;

/** Stores revocations in DynamoDB, where other services read them. */
export const createRevocationStore = (dynamo: DynamoDBDocumentClient, table: string): RevocationStore => ({
  async revoke(userId, generation, isDisabled) {
    const now = Math.floor(Date.now() / 1000);
    const noted = isDisabled ? ', accountDisabled = :disabled' : isDisabled === false ? ' REMOVE accountDisabled' : '';
    const command = new UpdateCommand({
      TableName: table,
      Key: { userId },
      UpdateExpression: `SET #generation = :generation, expiresAt = :expiresAt${noted}`,
      // DynamoDB may keep an expired revocation for days, but by then it is ignored.
      ConditionExpression: 'attribute_not_exists(userId) OR #generation <= :generation OR expiresAt <= :now',
      ExpressionAttributeNames: { '#generation': 'generation' },
      ExpressionAttributeValues: {
        ...{ ':generation': generation, ':now': now, ':expiresAt': now + 1 + keptSeconds },
        ...(isDisabled ? { ':disabled': true } : {}),
      },
    });
    await dynamo.send(command).catch((error) => {
      // A later generation is stored already, which revokes these tokens as well.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  },
});
