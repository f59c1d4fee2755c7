import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type OfferItem, offerItem } from './schema.ts';

export type OfferStore = {
  find(offerId: string): Promise<OfferItem | undefined>;
  /** Keeps an offer unless there is one of this id already. @returns the one that is kept */
  keepFirst(item: OfferItem): Promise<OfferItem>;
};

/** Offers of requests that were named by an idempotency key, in DynamoDB. */
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
