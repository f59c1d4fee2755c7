import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamodb, type TableDefinition } from '../../local/resources/dynamodb.ts';
import { localAws } from '../../local/resources/local-aws.ts';

export type TestDynamo = { dynamo: DynamoDBDocumentClient; endpoint: string; stop(): Promise<void> };

/** The local stack's DynamoDB with only these tables, empty, until it is stopped. */
export async function startTestDynamo(tables: readonly TableDefinition[]): Promise<TestDynamo> {
  const folder = await mkdtemp(join(tmpdir(), 'dynamodb-'));
  const onUnexpectedExit = (_name: string, error: Error) => {
    throw error;
  };
  const surroundings = { logFolder: folder, signal: new AbortController().signal, onUnexpectedExit };
  const { endpoint, stop } = await startDynamodb({ folder, tables, surroundings });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    dynamo,
    endpoint,
    stop: async () => {
      dynamo.destroy();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
