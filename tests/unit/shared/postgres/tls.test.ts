import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { type ConnectOptions, connect } from '#shared/postgres/connect.ts';
import { migrate } from '#shared/postgres/migrate.ts';
import { createAuthority } from '../../../support/certificates.ts';
import { eventually } from '../../../support/eventually.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

const authority = createAuthority();
const server = authority.issueFor('localhost');
let folder: string;
let secure: TestDatabase;
let plain: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  await writeFile(join(folder, 'authority.pem'), authority.certificate);
  [secure, plain] = await Promise.all([startTestDatabase({ services: ['orders'] }), startTestDatabase({ services: ['orders'] })]);
  await giveTls(secure);
});
afterAll(async () => {
  await Promise.all([secure.stop(), plain.stop()]);
  await rm(folder, { recursive: true });
});

/** PostgreSQL reads its certificate from its data folder, which only its own user can access. */
async function giveTls({ adminUrl }: TestDatabase): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 });
  const [{ data_directory: home }] = (await sql`show data_directory`) as unknown as [{ data_directory: string }];
  const { uid, gid } = await stat(home);
  for (const [name, content] of [
    ['server.crt', server.certificate],
    ['server.key', server.key],
  ] as const) {
    await writeFile(join(home, name), content, { mode: 0o600 });
    await chown(join(home, name), uid, gid);
  }
  await sql`alter system set ssl = on`;
  await sql`select pg_reload_conf()`;
  await eventually(async () => (await sql`show ssl`)[0]?.ssl === 'on');
  await sql.end();
}

const urlTo = ({ urlOf }: TestDatabase, host: string, search = '?sslmode=verify-full') =>
  `${urlOf('orders').replace('127.0.0.1', host)}${search}`;

/** The results of two connections of a new process that trusts our authority by default. */
async function outcomesOf(url: string, { env = trusting(), ...how }: How = {}) {
  const program = join(import.meta.dirname, 'a-client.ts');
  const environment = { PATH: process.env.PATH, AWS_REGION: 'eu-west-1', ...env };
  const { stdout } = await promisify(execFile)(process.execPath, [program, url, JSON.stringify(how)], { env: environment });
  return stdout.trim().split('\n');
}

type How = Partial<ConnectOptions> & { sleepSeconds?: number; env?: Record<string, string> };
const trusting = (): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') });

const untrusted = (code: string) => Array(2).fill(`unavailable: Error: DependencyUnavailableError: Error ${code}`);

describe('a connection with sslmode=verify-full', () => {
  test('is made to a server with a certificate from a trusted authority for its name', async () => {
    expect(await outcomesOf(urlTo(secure, 'localhost'))).toEqual(['secure', 'secure']);
  });

  test('is refused for a server with another name', async () => {
    expect(await outcomesOf(urlTo(secure, '127.0.0.1'))).toEqual(untrusted('ERR_TLS_CERT_ALTNAME_INVALID'));
  });

  test('is refused when the certificate’s issuer is not trusted', async () => {
    expect(await outcomesOf(urlTo(secure, 'localhost'), { env: {} })).toEqual(untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
  });

  test('is refused whatever the environment says about TLS', async () => {
    const env = { PGSSL: 'require', PGSSLMODE: 'disable' };
    expect(await outcomesOf(urlTo(secure, 'localhost'), { env })).toEqual(untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
  });

  test('is refused for a server without TLS', async () => {
    expect(await outcomesOf(urlTo(plain, 'localhost'))).toEqual(untrusted('NO_TLS'));
  });

  test('breaks when the server falls silent', async () => {
    const lines = await outcomesOf(urlTo(secure, 'localhost'), { silentSecondsMax: 0.5, sleepSeconds: 4 });
    expect(lines).toEqual(Array(2).fill('unavailable: Error: Error ETIMEDOUT'));
  });

  test('is required of a migration in the same way', async () => {
    const migrations = new URL('../../../../containers/orders/migrations/', import.meta.url);
    const databaseUrl = `${secure.adminUrl}?sslmode=verify-full`;
    await expect(migrate({ databaseUrl, service: 'orders', folder: migrations })).rejects.toThrow(
      'TLS certificate is not trusted',
    );
  });

  test.each([
    ['hangs up', 'has hung up', (socket: Socket) => socket.end()],
    ['injects data before encryption starts', 'NO_TLS', (socket: Socket) => socket.write('S and more')],
    ['answers yes and falls silent', 'silent for too long', (socket: Socket) => socket.write('S')],
  ])('ends soon when the server %s', async (_, reason, answer) => {
    const impostor = createServer((socket) => socket.on('error', () => undefined).once('data', () => answer(socket)));
    await once(impostor.listen(0, '127.0.0.1'), 'listening');
    const url = `postgres://u:p@127.0.0.1:${(impostor.address() as AddressInfo).port}/d?sslmode=verify-full`;
    const database = connect(url, { connectionsMax: 1, name: 'lost', silentSecondsMax: 0.3 });
    const outcomes = [await database.ping().catch((error) => error), await database.ping().catch((error) => error)];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ message: expect.stringContaining(reason) });
    await database.close();
    impostor.close();
  });
});

test('a connection without it is in the clear', async () => {
  expect(await outcomesOf(urlTo(plain, 'localhost', ''))).toEqual(['in the clear', 'in the clear']);
});

describe('a service that signs in by IAM', () => {
  /** Like Aurora: TLS, then the token as the password. Records the tokens and rejects everyone. */
  async function startAurora() {
    const tokens: string[] = [];
    const secureContext = createSecureContext({ key: server.key, cert: server.certificate });
    const askForPassword = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
    const refusal = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 23]), Buffer.from('SFATAL\0C28000\0Mno\0\0')]);
    const aurora = createServer((socket) => {
      socket.once('data', () => {
        socket.write('S');
        const encrypted = new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => undefined);
        encrypted.once('data', () => {
          encrypted.write(askForPassword);
          encrypted.once('data', (password) => {
            tokens.push(password.subarray(5, -1).toString());
            encrypted.end(refusal);
          });
        });
      });
    });
    await once(aurora.listen(0, '127.0.0.1'), 'listening');
    const { port } = aurora.address() as AddressInfo;
    return { tokens, port, url: `postgres://orders@localhost:${port}/d?sslmode=verify-full`, stop: () => aurora.close() };
  }

  test('sends each connection a token in place of a password', async () => {
    const aurora = await startAurora();
    const env = { ...trusting(), AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
    await outcomesOf(aurora.url, { authentication: 'iam', env });
    expect(aurora.tokens).toHaveLength(2);
    for (const token of aurora.tokens) expect(token).toMatch(`localhost:${aurora.port}/?Action=connect&DBUser=orders`);
    aurora.stop();
  });

  test('reports its database as unavailable while it has no credentials, and continues', async () => {
    const aurora = await startAurora();
    const env = { ...trusting(), AWS_EC2_METADATA_DISABLED: 'true', HOME: folder };
    const lines = await outcomesOf(aurora.url, { authentication: 'iam', env });
    expect(lines).toEqual(Array(2).fill(expect.stringMatching(/^unavailable: .*CredentialsProviderError/)));
    expect(aurora.tokens).toEqual([]);
    aurora.stop();
  });

  test('never sends a token in the clear', () => {
    const open = () => connect('postgres://orders@localhost/d', { connectionsMax: 1, name: 'orders', authentication: 'iam' });
    expect(open).toThrow('iam needs a DATABASE_URL with sslmode=verify-full');
  });
});
