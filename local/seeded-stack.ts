import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { localAws } from './resources/local-aws.ts';
import { noteRunning, noteStopped, type Running } from './running.ts';
import { seed, seedAccounts } from './seed.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';

export type SeededStack = { stack: Stack; running: Omit<Running, 'pid'> };

/** The whole system with catalog, stock and demo accounts, recorded in its data folder so that other programs find it. */
export async function startSeededStack(options: StackOptions): Promise<SeededStack> {
  const stack = await startStack(options);
  try {
    const accounts = await fill(stack, options.dataFolder);
    const running = { gatewayUrl: stack.gatewayUrl, endpoints: endpointsOf(stack), accounts, traces: stack.traces?.url };
    noteRunning(options.dataFolder, running);
    const stop = () => stack.stop().finally(() => noteStopped(options.dataFolder));
    return { stack: { ...stack, stop }, running };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function fill({ gatewayUrl, backends, grantRole }: Stack, dataFolder: string) {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: backends.dynamodb.endpoint }));
  const [, accounts] = await Promise.all([
    seed({ dynamo, productsTable: 'products', stockTable: 'stock' }),
    seedAccounts({ gatewayUrl, grantRole, accountsFile: join(dataFolder, 'accounts.json') }),
  ]);
  dynamo.destroy();
  return accounts;
}

const endpointsOf = ({ backends: { dynamodb, messaging, stripe, carrier } }: Stack) => ({
  dynamodb: dynamodb.endpoint,
  messaging: messaging.endpoint,
  deadLetterQueueUrls: Object.entries(messaging.queueUrls).flatMap(([name, url]) => (name.endsWith('-dlq') ? [url] : [])),
  stripe: stripe.url,
  carrier: carrier.url,
});
