import { join } from 'node:path';
import { renewing } from '../functions/reconcile/renewing.ts';
import { type Client, createClient, NotJsonError } from './demo/client.ts';
import { RefusedError } from './ops/asking.ts';
import { execute, signIn } from './ops/commands.ts';
import { type Command, needsAdmin, readCommand, UsageError, usage } from './ops/options.ts';
import { findRunning } from './running.ts';

const root = join(import.meta.dirname, '..');

/** Finds and repairs stuck orders through the operators' API, on the local stack or a deployment. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(usage.trimStart());
    return args.length === 0 ? 2 : 0;
  }
  try {
    const command = readCommand(args);
    const { json, text, isIncomplete } = await execute(command, await open(command));
    console.log(command.options.json ? JSON.stringify(json, null, 2) : text);
    return isIncomplete ? 1 : 0;
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  if (error instanceof UsageError) console.error(`${error.message}\n${usage}`);
  else if (error instanceof RefusedError || error instanceof NotJsonError) console.error(error.message);
  else if (error instanceof TypeError && error.cause) console.error(`No response: ${(error.cause as Error).message}`);
  else throw error;
  return error instanceof UsageError ? 2 : 1;
}

async function open(command: Command): Promise<Client> {
  const { url } = command.options;
  const { gatewayUrl, account } =
    url === undefined ? ofThisMachine(command) : { gatewayUrl: String(url), account: ofEnvironment() };
  const client = createClient(gatewayUrl);
  const enter = () => signIn(client, account);
  await enter();
  return Object.assign(client, { call: renewing(client.call, enter) as Client['call'] });
}

function ofThisMachine(command: Command) {
  const running = findRunning(join(root, '.local'));
  const account = running?.accounts.find(({ role }) => role === (needsAdmin(command) ? 'admin' : 'operator'));
  if (!running || !account)
    throw new RefusedError('No stack is running on this machine: start one with `npm start`, or name a deployment with --url.');
  return { gatewayUrl: running.gatewayUrl, account };
}

function ofEnvironment() {
  const { OPS_EMAIL: email, OPS_PASSWORD: password } = process.env;
  if (!email || !password) throw new UsageError('For a deployment, set both OPS_EMAIL and OPS_PASSWORD.');
  return { email, password };
}

process.exitCode = await main(process.argv.slice(2));
