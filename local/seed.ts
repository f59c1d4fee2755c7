import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createProduct } from '../containers/catalog/domain.ts';
import { createProductStore } from '../containers/catalog/store.ts';
import type { StockItem } from '../containers/inventory/schema.ts';
import { StartError } from './start-error.ts';

/** The products that the local stack begins with; their ids never change, so that examples can name them. */
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

/** Writes the products and their stock where they are absent; what is there stays as people have changed it. */
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
  /** Holds the accounts once all of them are usable, for the owner's eyes alone. */
  accountsFile: string;
};

/** An account of each role, registered at the first start with passwords of its own; afterwards those of the file. */
export async function seedAccounts({ gatewayUrl, grantRole, accountsFile }: AccountOptions): Promise<Account[]> {
  if (existsSync(accountsFile)) return read(accountsFile);
  // Passwords are written down before they are used, so that a start that was cut short can be taken up again.
  const draftFile = `${accountsFile}.draft`;
  if (!existsSync(draftFile)) await writeFile(draftFile, JSON.stringify(invent(), null, 2), { mode: 0o600 });
  const accounts = await read(draftFile);
  for (const { email, password, role } of accounts) {
    await register(gatewayUrl, { email, password });
    if (role !== 'customer') await grantRole(email, role);
  }
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
    // It is there already, which is all that is wanted.
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

/** Registers an account, or makes sure that the one there is has this password. */
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
