import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as openRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHttpServer } from '#shared/http/http-server.ts';
import { createPasswords } from '../../containers/auth/password.ts';
import { readGatewaySettings, unthrottled } from '../../local/resources/gateway/settings.ts';
import { startGateway } from '../../local/resources/gateway.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../support/auth-app.ts';

// The service with its database behind the stand-in gateway, with a separate address for each caller: all of 127.0.0.0/8 is
// this machine. The gateway's own throttles are wide open, and hashes are counted, not computed.

const accounts = 500;
/** How many of them exist; guesses at the others must behave alike. */
const registered = 400;
const addresses = 1_000;
const guesses = 10_000;
const password = 'correct horse battery staple';

const routes = JSON.parse(readFileSync(join(import.meta.dirname, '../../infra/routes.json'), 'utf8'));
const hashedOf = new Map<string, number>();
let auth: TestAuth;
let stop: () => Promise<void>;
let port: number;

beforeAll(async () => {
  auth = await startTestAuth();
  const passwords = createPasswords({
    derive: (given, made) => {
      const [, account] = /^guess at (\S+)/.exec(given) ?? [];
      if (account) hashedOf.set(account, (hashedOf.get(account) ?? 0) + 1);
      return deriveCheaply(given, made);
    },
  });
  const server = createHttpServer(auth.withDeps({ passwords }).app.fetch).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const services = { auth: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const settings = { ...readGatewaySettings(), throttle: unthrottled };
  const authorizer = async () => ({ isAuthorized: true });
  const gateway = await startGateway({ port: 0, routes, services, authorizer, settings });
  port = Number(new URL(gateway.url).port);
  stop = async () => {
    await gateway.stop();
    server.closeAllConnections();
    server.close();
    await auth.stop();
  };
});
afterAll(() => stop());

const emailOf = (account: number) => `customer-${account}@example.com`;
const addressOf = (network: number, index: number) => `127.${network}.${index >> 8}.${index & 255}`;
const homeOf = (account: number) => addressOf(100, account + 1);

async function post(path: string, body: object, from: string, headers: Record<string, string> = {}): Promise<number> {
  const options = { host: '127.0.0.1', port, localAddress: from, method: 'POST', path: `/v1/auth/${path}`, agent: false };
  const request = openRequest({ ...options, headers: { 'content-type': 'application/json', ...headers } });
  request.end(JSON.stringify(body));
  const [response] = await once(request, 'response');
  const answer = (await json(response)) as { type?: string };
  if (response.statusCode === 429) {
    expect(answer.type).toBe('urn:cloudservices:problem:too-many-requests');
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  }
  return response.statusCode;
}

const login = (account: number, from: string) => post('login', { email: emailOf(account), password }, from);

function guess(index: number, headers?: Record<string, string>): Promise<number> {
  const account = index % accounts;
  const email = emailOf(account);
  return post('login', { email, password: `guess at ${email} ${index}` }, addressOf(10, spread(index)), headers);
}

/** Each account is tried from changing addresses, and each address tries changing accounts. */
const spread = (index: number) => (index * 7 + Math.floor(index / accounts)) % addresses;

/** Runs at most 32 at once. */
async function forEach<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) answers[index] = await work(index);
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return answers;
}

const count = (statuses: number[], status: number) => statuses.filter((each) => each === status).length;

test('ten thousand guesses from a thousand addresses achieve little, and lock no owner out', async () => {
  const made = await forEach(registered, (account) => post('register', { email: emailOf(account), password }, homeOf(account)));
  expect(count(made, 201)).toBe(registered);

  // Three waves within one hour; in between, allowances are refilled as if time had passed.
  const waves = 3;
  const perWave = Math.ceil(guesses / waves);
  const answers: number[] = [];
  const owners: number[] = [];
  for (let wave = 0; wave < waves; wave++) {
    const first = wave * perWave;
    const storm = forEach(Math.min(perWave, guesses - first), (index) => guess(first + index));
    const amidst = forEach(registered / 4, (index) => login(index, homeOf(index)));
    answers.push(...(await storm));
    owners.push(...(await amidst));
    await auth.admin`update auth.throttles set spent_until = spent_until - interval '30 minutes'`;
  }
  expect(answers).toHaveLength(guesses);
  expect(new Set(answers)).toEqual(new Set([401, 429]));
  expect(new Set(owners)).toEqual(new Set([200]));

  const perAccount = Array.from({ length: accounts }, (_, account) => hashedOf.get(emailOf(account)) ?? 0);
  const reached = perAccount.reduce((sum, each) => sum + each, 0);
  expect(count(answers, 401)).toBe(reached);
  expect(Math.max(...perAccount)).toBeLessThanOrEqual(10);
  // Otherwise something other than the throttle refused them.
  expect(Math.min(...perAccount)).toBeGreaterThanOrEqual(5);

  const before = reached;
  await auth.admin`update auth.throttles set spent_until = now() + interval '2 hours' where key like 'email:%'`;
  const claims = (index: number) => ({
    'x-forwarded-for': addressOf(20, index),
    forwarded: `for=${addressOf(20, index)}`,
    'x-client-address': homeOf(index % registered),
    'x-viewer-address': homeOf(index % registered),
    'x-real-ip': homeOf(index % registered),
    'x-cdn-secret': '',
  });
  const spoofed = await forEach(accounts, (index) => guess(index, claims(index)));
  expect(new Set(spoofed)).toEqual(new Set([429]));
  expect([...hashedOf.values()].reduce((sum, each) => sum + each, 0)).toBe(before);

  const after = await forEach(registered, (account) => login(account, homeOf(account)));
  expect(count(after, 200)).toBe(registered);
  process.stdout.write(
    `  stuffing: ${guesses.toLocaleString('en')} guesses from ${addresses} addresses at ${accounts} accounts within an hour: ${reached.toLocaleString('en')} reached the hash, ${Math.max(...perAccount)} at most per account; ${owners.length} of ${owners.length} owners signed in amid the storm, ${after.length} of ${after.length} after it; ${spoofed.length} spoofed addresses, 0 let in\n`,
  );
}, 600_000);
