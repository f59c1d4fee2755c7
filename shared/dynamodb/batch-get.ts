import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { backoff } from '#shared/timing/backoff.ts';
import { sleep } from '#shared/timing/sleep.ts';

/** Items by table name. */
export type Found = Record<string, Record<string, unknown>[]>;

const triesMax = 4;

/**
 * Reads up to 100 items from one or more tables. A busy DynamoDB may answer only part of a batch; the rest is requested again.
 * @throws DependencyUnavailableError when it keeps leaving items out
 */
export async function batchGet(
  dynamo: DynamoDBDocumentClient,
  request: NonNullable<BatchGetCommandInput['RequestItems']>,
): Promise<Found> {
  const found: Found = {};
  let remaining: BatchGetCommandInput['RequestItems'] = request;
  for (let attempt = 1; attempt <= triesMax; attempt++) {
    const command = new BatchGetCommand({ RequestItems: remaining });
    const { Responses = {}, UnprocessedKeys = {} }: BatchGetCommandOutput = await dynamo.send(command);
    for (const [table, items] of Object.entries(Responses)) found[table] = [...(found[table] ?? []), ...items];
    if (Object.keys(UnprocessedKeys).length === 0) return found;
    remaining = UnprocessedKeys;
    await sleep(backoff({ attempt, ...pauses }));
  }
  throw new DependencyUnavailableError('DynamoDB keeps leaving keys unprocessed');
}

const pauses = { first: 20, max: 200, spread: 0.5 };
