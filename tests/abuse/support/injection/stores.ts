import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import postgres from 'postgres';
import { localAws } from '../../../../local/resources/local-aws.ts';
import type { Stack } from '../../../../local/stack.ts';

type Row = Record<string, unknown>;

export type Contents = { users: Row[]; orders: Row[]; products: Row[]; adjustments: Row[] };

/** Reads what the services have stored, bypassing the services. */
export function createReader({ backends }: Pick<Stack, 'backends'>) {
  const sql = postgres(backends.postgres.adminUrl, { max: 2, onnotice: () => undefined });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: backends.dynamodb.endpoint }));

  async function scan(TableName: string): Promise<Row[]> {
    const rows: Row[] = [];
    let ExclusiveStartKey: Row | undefined;
    do {
      const page = await dynamo.send(new ScanCommand({ TableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) }));
      rows.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return rows;
  }

  return {
    async read(): Promise<Contents> {
      return {
        users: [...(await sql`select user_id as id, email, name, roles from auth.users`)],
        orders: [
          ...(await sql`select order_id as id, ship_to, payment_method, idempotency_key, total_amount, settled from orders.orders`),
        ],
        products: (await scan('products')).map((item) => ({ id: item.productId, ...item })),
        adjustments: (await scan('adjustments')).map((item) => ({ id: item.adjustmentId, ...item })),
      };
    },
    async close(): Promise<void> {
      await sql.end({ timeout: 5 });
      dynamo.destroy();
    },
  };
}
