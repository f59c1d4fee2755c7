import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient, expectStatus } from '../../local/demo/client.ts';
import { RefusedError } from '../../local/ops/asking.ts';
import { execute, signIn } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { localAws } from '../../local/resources/local-aws.ts';
import { products } from '../../local/seed.ts';
import { serviceNames } from '../../local/services.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
let orderId: string;

/** The output that an operator sees for this command. */
const ops = async (...args: string[]) => (await execute(readCommand(args), world.operator)).text;

// While billing is stopped, the order cannot proceed.
beforeEach(async () => {
  await world.stack.services.billing.kill('SIGSTOP');
  const lines = [{ productId: products.mouse.productId, quantity: 1 }];
  ({ orderId } = await expectStatus(world.customer.place({ lines }), 202));
  await world.customer.orderWhen(orderId, ({ status }) => status === 'STOCK_RESERVED');
});
afterEach(() => world.stack.services.billing.kill('SIGCONT'));

describe('an operator at a terminal', () => {
  test('finds a stuck order, parks it, and resumes it', async () => {
    expect(await ops('orders', '--status', 'STOCK_RESERVED')).toMatch(new RegExp(`${orderId} .*billing: PaymentAuthorized`));
    const { email = '' } = world.accounts.find(({ role }) => role === 'customer') ?? {};
    expect(await ops('orders', '--customer', email.toUpperCase(), '--status', 'STOCK_RESERVED')).toContain(orderId);
    expect(await ops('counts')).toMatch(/STOCK_RESERVED +\d+ +0/);
    expect(await ops('queues')).toMatch(new RegExp(`billing +\\d+ +\\d+ +\\d+ s +${orderId} since 20`));
    expect(await ops('order', orderId.slice(0, 33))).toContain('billing owes PaymentAuthorized since 20');

    expect(await ops('park', orderId, '--because', 'the bank is down')).toContain(': the bank is down');
    expect(await ops('orders', '--parked')).toContain(orderId);
    await expect(ops('nudge', orderId, '--because', 'again')).rejects.toThrow('The order is parked; resume it first (409).');

    await world.stack.services.billing.kill('SIGCONT');
    expect(await ops('resume', orderId, '--because', 'it is back')).toContain(': it is back');
    await world.customer.orderWhen(orderId, ({ settled }) => settled, 40);
    await expect(ops('nudge', orderId, '--because', 'again')).rejects.toThrow('The order is settled');
  });

  test('sees what a participant says, once it can answer', async () => {
    await world.stack.services.billing.kill('SIGCONT');
    await world.customer.orderWhen(orderId, ({ settled }) => settled, 40);
    await eventually(async () => expect(await ops('order', orderId)).toMatch(/billing +captured +captured/));
    expect(await ops('order', orderId)).toMatch(/Events:\n.*OrderPlaced.*\n/);
  });

  test.each([
    ['an unknown id', ['order', '00000000-0000-4000-8000-000000000000'], 'No such order (404).'],
    ['an unknown id prefix', ['order', '00000000'], 'There is no order whose id begins with 00000000.'],
    ['too short a beginning', ['order', '01a'], 'at least four digits'],
    ['an unknown status', ['orders', '--status', 'LOST'], 'status: '],
    ['an unknown email', ['orders', '--customer', 'nobody@example.com'], 'No account is registered as nobody@example.com.'],
    ['half an email', ['orders', '--customer', 'nobody@'], 'email: must be an email address'],
  ])('is told what is wrong with %s', async (_, args, why) => {
    await expect(ops(...args)).rejects.toThrow(RefusedError);
    await expect(ops(...args)).rejects.toThrow(why);
  });

  test('is admitted only with the role', async () => {
    await expect(signIn(world.customer, { email: 'nobody@example.com', password: 'not the password' })).rejects.toThrow(
      'Sign-in failed.',
    );
    await expect(execute(readCommand(['orders']), world.customer)).rejects.toThrow('This requires the operator role (403).');
  });
});

describe('an operator whose account has been disabled', () => {
  test('is refused by every service at once, with a token from before', async () => {
    await world.stack.services.billing.kill('SIGCONT');
    const account = { email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };
    const { userId } = await expectStatus(world.admin.call<{ userId: string }>('POST', '/v1/auth/register', account), 201);
    await world.stack.grantRole(account.email, 'operator');
    const former = createClient(world.stack.gatewayUrl);
    await former.signIn(account);
    const statuses = async () => {
      return Promise.all(serviceNames.map(async (service) => (await former.call('GET', `/v1/${service}/readiness`)).status));
    };
    expect(await statuses()).toEqual([200, 200, 200, 200, 200, 200]);
    await expectStatus(world.admin.call('POST', `/v1/auth/users/${userId}/disable`, { reason: 'has left' }), 200);
    // auth looks at the account itself where it matters.
    expect(await statuses()).toEqual([200, 401, 401, 401, 401, 401]);
  });
});

describe('an operator with dead letters', () => {
  test('finds parked messages, inspects them, redrives one and drops one', async () => {
    const sample = JSON.parse(readFileSync(join(import.meta.dirname, '../../events/samples/OrderPlaced.v1.json'), 'utf8'));
    await send('inventory', JSON.stringify({ ...sample, subject: orderId, data: { ...sample.data, total: 'free' } }));
    await send('shipping', '{"half"');
    await eventually(async () => expect(await ops('dead-letters')).toMatch(/shipping +open .*not JSON/));
    await eventually(async () => expect(await ops('order', orderId)).toContain('OrderPlaced for inventory, open'));
    const [letter] = (await idsOf('--queue', 'inventory')) as [string];

    const shown = await ops('show-dead-letter', letter);
    expect(shown).toContain('not a valid OrderPlaced: invalid_type at data.total');
    expect(shown).not.toContain('Lovelace');
    const whole = await ops('show-dead-letter', letter, '--personal', '--because', 'the customer has called');
    expect(whole).toContain('Lovelace');
    expect(whole).toMatch(/reveal by [\w-]+: the customer has called/);

    expect(await ops('redrive', '--all', '--dry-run')).toContain('2 would be redriven');
    expect(await ops('redrive', '--queue', 'inventory', '--because', 'fixed')).toContain('1 redriven');
    // It is still invalid, so it is parked again under another id.
    await eventually(async () => expect(await ops('dead-letters', '--queue', 'inventory')).toMatch(/1, redriven 1 /));
    const [again] = (await idsOf('--queue', 'inventory')) as [string];
    expect(await ops('drop', again, '--because', 'made by hand')).toContain('dropped');
    await expect(ops('drop', again, '--because', 'made by hand')).rejects.toThrow('has already been dropped (409)');
    expect(await ops('dead-letters', '--queue', 'inventory')).toBe('No such dead letters.');
    expect(await world.witness.deadLetters()).toBe(3);
  });
});

const idsOf = async (...options: string[]) => {
  const { json } = await execute(readCommand(['dead-letters', ...options]), world.operator);
  return (json as { items: { deadLetterId: string }[] }).items.map(({ deadLetterId }) => deadLetterId);
};

async function send(queue: string, body: string): Promise<void> {
  const { endpoint, queueUrls } = world.stack.backends.messaging;
  const sqs = new SQSClient({ ...localAws, endpoint, useQueueUrlAsEndpoint: false });
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrls[queue], MessageBody: body }));
  sqs.destroy();
}
