import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { accessTokenLifeSeconds } from './domain.ts';

export type RevocationStore = {
  /**
   * From now on access tokens of the user's earlier generations are not good for what looks here, such as placing an order.
   * @param isDisabled whether it is because nobody is let in as this user; as it was unless told
   */
  revoke(userId: string, generation: number, isDisabled?: boolean): Promise<void>;
};

/** Longer than the last of them lives, and clocks differ. */
const keptSeconds = accessTokenLifeSeconds + 60;

/** Whose access tokens are over before their time, in DynamoDB, where other services read it. */
export const createRevocationStore = (dynamo: DynamoDBDocumentClient, table: string): RevocationStore => ({
  async revoke(userId, generation, isDisabled) {
    const expiresAt = Math.ceil(Date.now() / 1000) + keptSeconds;
    const noted = isDisabled ? ', accountDisabled = :disabled' : isDisabled === false ? ' REMOVE accountDisabled' : '';
    const command = new UpdateCommand({
      TableName: table,
      Key: { userId },
      UpdateExpression: `SET #generation = :generation, expiresAt = :expiresAt${noted}`,
      ConditionExpression: 'attribute_not_exists(userId) OR #generation <= :generation',
      ExpressionAttributeNames: { '#generation': 'generation' },
      ExpressionAttributeValues: {
        ...{ ':generation': generation, ':expiresAt': expiresAt },
        ...(isDisabled ? { ':disabled': true } : {}),
      },
    });
    await dynamo.send(command).catch((error) => {
      // A later generation is there already, which is more.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  },
});
