import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createProduct } from '../containers/catalog/domain.ts';
import { createProductStore } from '../containers/catalog/store.ts';
import type { StockItem } from '../containers/inventory/schema.ts';
import { StartError } from './start-error.ts';

/** The products of a new local stack; their ids never change, so that examples can use them. */
export const products = {
  laptop: offer(1, 'Laptop', 'computers', 1_200_50),
  mouse: offer(2, 'Mouse', 'accessories', 25_99),
  keyboard: offer(3, 'Keyboard', 'accessories', 45_00),
  monitor: offer(4, 'Monitor', 'computers', 300_00),
  headphones: offer(5, 'Headphones', 'accessories', 75_50),
};

const received = { laptop: 25, mouse: 500, keyboard: 200, monitor: 60, headphones: 120 } satisfies Record<
  keyof typeof products,
  number
>;

export type SeedOptions = { dynamo: DynamoDBDocumentClient; productsTable: string; stockTable: string };

/** Writes missing products and stock; keeps existing ones as people have changed them. */
export async function seed({ dynamo, productsTable, stockTable }: SeedOptions): Promise<void> {
  const catalog = createProductStore(dynamo, productsTable);
  for (const [key, product] of Object.entries(products)) {
    await catalog.add(product);
    await addStock(dynamo, stockTable, stockOf(product.productId, received[key as keyof typeof products]));
  }
}

export type Account = { email: string; password: string; role: 'customer' | 'operator' | 'admin' };

export type AccountOptions = {
  gatewayUrl: string;
  grantRole: (email: string, role: Account['role']) => Promise<void>;
  /** The file that holds the accounts once all of them work, readable only by its owner. */
  accountsFile: string;
};

/** An account for each role. The first start registers them with random passwords; later starts read them from the file. */
export async function seedAccounts({ gatewayUrl, grantRole, accountsFile }: AccountOptions): Promise<Account[]> {
  if (existsSync(accountsFile)) return read(accountsFile);
  // Passwords are saved before they are used, so that an interrupted start can be resumed.
  const draftFile = `${accountsFile}.draft`;
  if (!existsSync(draftFile)) await writeFile(draftFile, JSON.stringify(invent(), null, 2), { mode: 0o600 });
  const accounts = await read(draftFile);
  await Promise.all(
    accounts.map(async ({ email, password, role }) => {
      await register(gatewayUrl, { email, password });
      if (role !== 'customer') await grantRole(email, role);
    }),
  );
  await rename(draftFile, accountsFile);
  return accounts;
}

function offer(number: number, name: string, category: string, amount: number) {
  const productId = `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  return createProduct(productId, { name, category, price: { amount, currency: 'USD' } });
}

function stockOf(productId: string, received: number): StockItem {
  return { productId, available: received, reserved: 0, committed: 0, received, adjusted: 0 };
}

async function addStock(dynamo: DynamoDBDocumentClient, table: string, item: StockItem): Promise<void> {
  try {
    await dynamo.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(productId)' }));
  } catch (error) {
    // It already exists, which is all we want.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const invent = (): Account[] =>
  (['customer', 'operator', 'admin'] as const).map((role) => ({
    email: `${role}@example.com`,
    password: randomBytes(18).toString('base64url'),
    role,
  }));

const read = async (file: string): Promise<Account[]> => JSON.parse(await readFile(file, 'utf8'));

/** Registers an account, or checks that the existing one has this password. */
async function register(gatewayUrl: string, credentials: { email: string; password: string }): Promise<void> {
  const status = await post(`${gatewayUrl}/v1/auth/register`, credentials);
  if (status === 201 || (status === 409 && (await post(`${gatewayUrl}/v1/auth/login`, credentials)) === 200)) return;
  throw new StartError(`The demo account ${credentials.email} could not be registered: the answer was ${status}.`, {
    hint: 'If it exists and its password is lost (409): `npm start -- --fresh` starts over without any data.',
  });
}

async function post(url: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) });
  await response.body?.cancel();
  return response.status;
}
