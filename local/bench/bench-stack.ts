import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createClient, expectStatus } from '../demo/client.ts';
import { StartError } from '../start-error.ts';
import { type BenchDatabase, openDatabase } from './database.ts';
import { functionsOf, launcherName, type MeasuredProcess } from './processes.ts';
import type { StackChoice, ToldStack } from './stack-process.ts';

/** The folder of the measured checkout, and the signal that aborts everything. */
export type Turn = { checkout: string; signal: AbortSignal };

export type BenchStack = {
  told: ToldStack;
  database: BenchDatabase;
  /** A product with more stock than any measurement orders. */
  productId: string;
  /** Services, emulators, functions and launcher. */
  processes: MeasuredProcess[];
  signal: AbortSignal;
  /**
   * The customer's access token, valid for at least two more minutes. Call it before measuring, so that signing in costs
   * nothing while orders are placed.
   */
  customerToken(): Promise<string>;
};

/**
 * Runs `use` on a stack in a separate process, from either checkout, and stops the stack. `onTold` is called before the first request.
 */
export async function onBenchStack<T>(
  { checkout, signal }: Turn,
  use: (bench: BenchStack) => Promise<T>,
  { onTold = () => undefined, ...choice }: StackChoice & { onTold?: (told: ToldStack) => void } = {},
): Promise<T> {
  const settings = { ...calm, ...choice.postgresSettings };
  const starter = join(import.meta.dirname, 'stack-process.ts');
  const child = fork(starter, [checkout, JSON.stringify({ ...choice, postgresSettings: settings })]);
  const gone = once(child, 'exit');
  const leave = new AbortController();
  const either = AbortSignal.any([signal, leave.signal]);
  const ended = gone.then(() => {
    leave.abort();
    throw new StartError(`The stack of ${checkout} has ended.`);
  });
  ended.catch(() => undefined);
  const work = async () => {
    const [told] = (await once(child, 'message', { signal: either })) as [ToldStack];
    onTold(told);
    return withDatabase(told, either, use);
  };
  try {
    return await Promise.race([work(), ended]);
  } finally {
    if (child.connected) child.disconnect();
    await gone;
  }
}

// After a checkpoint PostgreSQL writes whole pages to the WAL, and a checkpoint would come at a random time.
const calm = { checkpoint_timeout: '1h' };

async function withDatabase<T>(told: ToldStack, signal: AbortSignal, use: (bench: BenchStack) => Promise<T>): Promise<T> {
  const launcher = told.processes.find(({ name }) => name === launcherName);
  const processes = [...told.processes, ...(launcher ? functionsOf(launcher.pid) : [])];
  const database = await openDatabase(told.databaseUrl);
  try {
    const productId = await stockUp(told);
    return await use({ told, database, productId, processes, signal, customerToken: keptToken(told) });
  } finally {
    await database.close();
  }
}

function keptToken(told: ToldStack): () => Promise<string> {
  let kept: { token: Promise<string>; at: number } | undefined;
  return () => {
    if (!kept || Date.now() - kept.at > tokenAgeMax) kept = { token: signIn(told, 'customer'), at: Date.now() };
    return kept.token;
  };
}

// Milliseconds; tokens live five minutes.
const tokenAgeMax = 180_000;

async function signIn({ gatewayUrl, accounts }: ToldStack, role: string): Promise<string> {
  const account = accounts.find((each) => each.role === role);
  const { email, password } = account ?? {};
  const answer = createClient(gatewayUrl).call<{ accessToken: string }>('POST', '/v1/auth/login', { email, password });
  return (await expectStatus(answer, 200)).accessToken;
}

async function stockUp(told: ToldStack): Promise<string> {
  const { call } = createClient(told.gatewayUrl);
  const authorization = { authorization: `Bearer ${await signIn(told, 'admin')}` };
  const product = { name: 'Plenty', category: 'bench', price: { amount: 1_000, currency: 'USD' } };
  const added = call<{ productId: string }>('POST', '/v1/catalog/products', product, authorization);
  const { productId } = await expectStatus(added, 201);
  const headers = { ...authorization, 'idempotency-key': productId };
  const adjustment = { delta: 1_000_000, reason: 'plenty' };
  await expectStatus(call('POST', `/v1/inventory/${productId}/adjustments`, adjustment, headers), 200);
  return productId;
}
