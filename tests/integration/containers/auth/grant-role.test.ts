import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { connect } from '#shared/postgres/connect.ts';
import { createStore } from '../../../../containers/auth/store.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

const program = fileURLToPath(new URL('../../../../containers/auth/grant-role.ts', import.meta.url));
const userId = newId();
let postgresql: TestDatabase;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['auth'] });
  await withStore((store) =>
    store.addUser({
      userId,
      email: 'ada@example.com',
      roles: ['customer'],
      name: undefined,
      registration: undefined,
      passwordHash: 'none',
    }),
  );
});
afterAll(() => postgresql.stop());

async function withStore<T>(work: (store: ReturnType<typeof createStore>) => Promise<T>): Promise<T> {
  const database = connect(postgresql.urlOf('auth'), { connectionsMax: 1, name: 'test' });
  return work(createStore(database)).finally(database.close);
}

/** Runs the program as an operator does. */
function grantRole(args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: postgresql.urlOf('auth') }) {
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('anyone who can reach the database can make the first admin', async () => {
  const { code, stdout } = await grantRole(['Ada@Example.com', 'admin']);
  expect(code).toBe(0);
  expect(stdout).toContain('ada@example.com is now customer, admin.');
  await expect(withStore((store) => store.findUser(userId))).resolves.toMatchObject({ roles: ['customer', 'admin'] });
});

test('granting a role twice grants it once', async () => {
  await grantRole(['ada@example.com', 'operator']);
  await expect(grantRole(['ada@example.com', 'operator'])).resolves.toMatchObject({ code: 0 });
  const user = await withStore((store) => store.findUser(userId));
  expect(user?.roles.filter((role) => role === 'operator')).toHaveLength(1);
});

test.each([
  ['an unknown email', ['eve@example.com', 'admin'], 1, 'No account is registered as eve@example.com.'],
  ['a role that does not exist', ['ada@example.com', 'root'], 2, 'Usage: grant-role <email> <role>'],
  ['nothing at all', [], 2, 'Usage: grant-role <email> <role>'],
])('%s is reported and fails', async (_, args, code, sentence) => {
  await expect(grantRole(args)).resolves.toMatchObject({ code, stderr: expect.stringContaining(sentence), stdout: '' });
});

test('a missing DATABASE_URL is reported and fails', async () => {
  await expect(grantRole(['ada@example.com', 'admin'], {})).resolves.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('DATABASE_URL is missing'),
  });
});
