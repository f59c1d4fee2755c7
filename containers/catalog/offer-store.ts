import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type OfferItem, offerItem } from './schema.ts';

export type OfferStore = {
  find(offerId: string): Promise<OfferItem | undefined>;
  /** Stores an offer unless one with this id exists. @returns the stored one */
  keepFirst(item: OfferItem): Promise<OfferItem>;
};

/** Stores the offers of requests with an idempotency key in DynamoDB. */
export function createOfferStore(dynamo: DynamoDBDocumentClient, table: string): OfferStore {
  const find = async (offerId: string) => {
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { offerId }, ConsistentRead: true }));
    return Item && offerItem.parse(Item);
  };
  return {
    find,
    async keepFirst(item) {
      try {
        await dynamo.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(offerId)' }));
        return item;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await find(item.offerId)) ?? item;
      }
    },
  };
}
