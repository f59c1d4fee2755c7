import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { type Client, createClient, expectStatus } from './client.ts';
import type { Cast } from './scenarios.ts';

const run = promisify(execFile);

export type Deployment = {
  url: string;
  /** A shell command that makes you@example.com an admin: Terraform's output `grant_role_command`. */
  grant: string;
  /** How often to poll. */
  everyMilliseconds?: number;
  /** How long granting a role may take: it may have to start a task. */
  roleSeconds?: number;
};

/** Creates the demo's accounts on a deployment, and a product for them to order. `leave` archives the product. */
export async function castOn(deployment: Deployment): Promise<{ cast: Cast; productId: string; leave: () => Promise<void> }> {
  const customer = await register(deployment);
  const [operator, admin] = await Promise.all([withRole(deployment, 'operator'), withRole(deployment, 'admin')]);
  const product = { name: 'Demo product', category: 'demo', price: { amount: 25_99, currency: 'USD' } };
  const { productId } = await expectStatus(admin.call<{ productId: string }>('POST', '/v1/catalog/products', product), 201);
  const delivery = { delta: 100, reason: 'for the demo' };
  const headers = { 'idempotency-key': randomUUID() };
  await expectStatus(admin.call('POST', `/v1/inventory/${productId}/adjustments`, delivery, headers), 200);
  return {
    cast: { customer: customer.client, operator, admin },
    productId,
    leave: async () => void (await expectStatus(admin.call('DELETE', `/v1/catalog/products/${productId}`), 204)),
  };
}

type Member = { client: Client; email: string; password: string };

async function register({ url, everyMilliseconds = 250 }: Deployment): Promise<Member> {
  const account = { email: `demo-${randomUUID()}@example.com`, password: randomBytes(24).toString('base64url') };
  const client = createClient(url, { everyMilliseconds });
  await expectStatus(client.call('POST', '/v1/auth/register', account), 201);
  await client.signIn(account);
  return { client, ...account };
}

async function withRole(deployment: Deployment, role: 'operator' | 'admin'): Promise<Client> {
  const { client, email, password } = await register(deployment);
  await run('sh', ['-c', grantCommand(deployment.grant, email, role)]);
  const giveUp = Date.now() + (deployment.roleSeconds ?? 300) * 1000;
  while (!(await rolesAfterSignIn(client, { email, password })).includes(role)) {
    if (Date.now() > giveUp)
      throw new StartError(`${email} did not get the role ${role} in time.`, {
        hint: 'See the log of the task that grants the role.',
      });
    await sleep((deployment.everyMilliseconds ?? 250) * 40);
  }
  await client.signIn({ email, password });
  return client;
}

/** Terraform's command, for another account and role. */
export function grantCommand(command: string, email: string, role: string): string {
  if (!command.includes(placeholder) || !command.match(asAdmin))
    throw new StartError(`The grant command does not contain ${placeholder} and admin.`, {
      hint: 'Give --grant what `terraform output -raw grant_role_command` prints.',
    });
  return command.replaceAll(placeholder, email).replaceAll(asAdmin, role);
}

const placeholder = 'you@example.com';
// A whole word, not part of a name.
const asAdmin = /(?<=["'\s])admin(?=["'\s]|$)/g;

async function rolesAfterSignIn(client: Client, account: { email: string; password: string }): Promise<string[]> {
  const { accessToken } = await expectStatus(client.call<{ accessToken: string }>('POST', '/v1/auth/login', account), 200);
  const [, claims = ''] = accessToken.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).roles ?? [];
}
