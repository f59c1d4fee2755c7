import { expect, test } from '@jest/globals';
import type { Client } from '../../../../local/demo/client.ts';
import { execute } from '../../../../local/ops/commands.ts';
import { readCommand } from '../../../../local/ops/options.ts';

const userId = '01a22576-7931-71c8-8efe-d11a9af92298';

/** Runs a command as an operator, and returns what it asked. @param found what the lookup of an email answers */
async function askedBy(args: string[], found: object = { userId, items: [] }) {
  const asked: unknown[][] = [];
  const call = async (...request: unknown[]) => {
    asked.push(request);
    return { status: 200, headers: new Headers(), body: request[0] === 'POST' ? found : { items: [] } };
  };
  const result = await execute(readCommand(args), { call } as unknown as Client).catch((error: Error) => error.message);
  return { asked, result };
}

test('the orders of a customer are found by the customer’s id', async () => {
  const { asked } = await askedBy(['orders', '--customer', userId]);
  expect(asked).toEqual([['GET', `/v1/ops/orders?customerId=${userId}`]]);
});

test('the orders of a customer are found by the email, which is in no URL', async () => {
  const { asked } = await askedBy(['orders', '--customer', 'ada@example.com', '--status', 'CONFIRMED']);
  expect(asked).toEqual([
    ['POST', '/v1/auth/users/search', { email: 'ada@example.com' }],
    ['GET', `/v1/ops/orders?status=CONFIRMED&customerId=${userId}`],
  ]);
});

test('an email without an account is not taken for all customers', async () => {
  const { asked, result } = await askedBy(['orders', '--customer', 'ada@example.com'], { items: [] });
  expect(asked).toHaveLength(1);
  expect(result).toBe('No account is registered as ada@example.com.');
});

test('what is no id never becomes part of a path, however long it is', async () => {
  const asked: string[] = [];
  const call = async (_: string, path: string) => {
    asked.push(path);
    return {
      status: 422,
      body: { title: 'Invalid request', errors: [{ path: 'id', message: 'must be the beginning of an id' }] },
    };
  };
  const id = `../../auth/users/${'a'.repeat(19)}`;
  expect(id).toHaveLength(36);
  const nudged = execute({ name: 'nudge', id, options: { because: 'why not' } }, { call } as never);
  await expect(nudged).rejects.toThrow('id: must be the beginning of an id');
  expect(asked).toEqual([`/v1/ops/orders?id=${encodeURIComponent(id)}&limit=2`]);
});
