import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from '@jest/globals';
import { startDynamodb, type TableDefinition } from '../../../local/resources/dynamodb.ts';
import { localAws } from '../../../local/resources/local-aws.ts';

const before = { name: 'corrections', partitionKey: 'product', sortKey: 'id' };
const now = { ...before, indexes: [{ name: 'by-time', partitionKey: 'product', sortKey: 'at' }] };

/** The table's indexes after a start in this folder. */
async function indexesAfterStart(folder: string, table: TableDefinition): Promise<(string | undefined)[]> {
  const onUnexpectedExit = (_name: string, error: Error) => {
    throw error;
  };
  const surroundings = { logFolder: folder, signal: new AbortController().signal, onUnexpectedExit };
  const { endpoint, stop } = await startDynamodb({ folder, tables: [table], surroundings });
  const client = new DynamoDBClient({ ...localAws, endpoint });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table.name }));
  client.destroy();
  await stop();
  return Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
}

it('adds the missing indexes to a table of an older version, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  expect(await indexesAfterStart(folder, before)).toEqual([]);
  expect(await indexesAfterStart(folder, now)).toEqual(['by-time']);
  expect(await indexesAfterStart(folder, now)).toEqual(['by-time']);
});
