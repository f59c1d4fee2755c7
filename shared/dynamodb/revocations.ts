import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/**
 * What `auth` stores when it revokes a user's access tokens: the lowest generation that is still valid, and whether the account is
 * disabled. `expiresAt` is in seconds since 1970.
 */
export type Revocation = { userId: string; generation: number; expiresAt: number; accountDisabled?: boolean };

export type Revocations = {
  /** The lowest generation of a user's access tokens that is still valid; 0 if none was revoked lately. */
  generationMinOf(userId: string): Promise<number>;
};

/** Reads the access tokens that `auth` has revoked. */
export const createRevocations = (dynamo: DynamoDBDocumentClient, table: string): Revocations => ({
  async generationMinOf(userId) {
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { userId }, ConsistentRead: true }));
    const revocation = Item as Revocation | undefined;
    return revocation && isInForce(revocation) ? revocation.generation : 0;
  },
});

/** Whether a revocation still counts. DynamoDB may delete expired items days late. */
export const isInForce = ({ expiresAt }: Revocation): boolean => expiresAt * 1000 > Date.now();
