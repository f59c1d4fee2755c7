import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useStack } from '../support/use-stack.ts';
import { operations } from './support/api.ts';
import { commonHeaders, type Field } from './support/injection/fields.ts';
import { countsByKind, type Injection, injectInto, orderFields, otherFields, type Result } from './support/injection/inject.ts';
import { textPayloads } from './support/injection/payloads.ts';
import type { Subject } from './support/injection/requests.ts';
import { normalized, rowsById, storedText } from './support/injection/stored.ts';
import { type Contents, createReader } from './support/injection/stores.ts';
import { inLanes } from './support/lanes.ts';
import { createPeople, type People, type Role, someAddress } from './support/people.ts';
import { createSender, type Sender } from './support/sender.ts';
import { unthrottled } from './support/unthrottled.ts';

const world = useStack(unthrottled);
const lanesMax = 8;
const minutesMax = 15;
let people: People;
let sender: Sender;
let reader: ReturnType<typeof createReader>;
let results: Result[];
let [before, after]: Contents[] = [];
let processes: Record<string, number | undefined>;

/** The headers of a route that takes everything: a token, a key, a body. */
const headerFields: Field[] = operations
  .filter(({ key }) => key === 'POST /v1/inventory/{productId}/adjustments')
  .flatMap((operation) => commonHeaders.map((name) => ({ operation, in: 'header', path: [name], kind: name }) as const));

beforeAll(async () => {
  people = createPeople(world.stack);
  sender = createSender();
  reader = createReader(world.stack);
  const { services } = world.stack;
  const { body: victim } = await world.customer.place({ lines: [{ productId: await aProduct(), quantity: 1 }] });
  await world.customer.orderWhen(victim.orderId, ({ settled }) => settled, 60);
  processes = processIds();
  before = await reader.read();

  const injection: Injection = { services, people, sender, subjectFor: (field) => subjectFor(field, victim.orderId) };
  const began = performance.now();
  const others = await inLanes([...otherFields, ...headerFields], lanesMax, (field) => injectInto(field, injection));
  for (const name of ['inventory', 'billing', 'shipping'] as const) await services[name].stop();
  results = [...others, ...(await inLanes(orderFields, lanesMax, (field) => injectInto(field, injection)))];
  after = await reader.read();
  print((performance.now() - began) / 1000);
}, minutesMax * 60_000);

afterAll(async () => {
  sender?.close();
  await people?.close();
  await reader?.close();
});

describe('a payload in any field', () => {
  it('is answered as documented: never with an internal error, never with an injected header', () => {
    const flaws = results.flatMap((result) => result.flaws);
    expect([flaws.length, flaws.slice(0, 20).join('\n')]).toEqual([0, '']);
  });

  it('is one of at least 200 in every kind of field', () => {
    expect(textPayloads.length).toBeGreaterThanOrEqual(200);
    const counts = Object.entries(countsByKind(results));
    expect(counts.filter(([, count]) => count < 200)).toEqual([]);
    expect(counts.length).toBeGreaterThanOrEqual(25);
  });

  it('is either refused or stored unchanged', () => {
    const rows = rowsById(after as Contents);
    const accepted = results.flatMap((result) => result.accepted);
    const kept = accepted.map((one) => ({ ...one, stored: storedText(one, rows) })).filter(({ stored }) => stored !== undefined);
    expect(kept.filter((one) => one.stored !== normalized(one))).toEqual([]);
    expect(new Set(kept.map(({ route, path }) => `${route} ${path}`)).size).toBeGreaterThan(15);
    expect(kept.length).toBeGreaterThan(1_000);
  });

  it('signs in a user who chose it as a password', async () => {
    const chosen = results.filter(({ field }) => field.operation.key === 'POST /v1/auth/register' && field.kind === 'password');
    const accepted = chosen.flatMap((result) => result.accepted);
    expect(accepted.length).toBeGreaterThan(20);
    const emails = new Map((after?.users ?? []).map(({ id, email }) => [id, email]));
    for (const { id, text: password } of accepted) {
      const headers = { 'content-type': 'application/json', 'x-client-address': someAddress() };
      const body = JSON.stringify({ email: emails.get(id), password });
      const base = world.stack.services.auth.url;
      const { status } = await sender.send({ method: 'POST', base, path: '/v1/auth/login', headers, body });
      expect([status, password]).toEqual([200, password]);
    }
  }, 120_000);

  it('leaves everything else unchanged, and every process alive', () => {
    for (const name of ['users', 'orders', 'adjustments', 'products'] as const) {
      const rows = new Map((after?.[name] ?? []).map((row) => [row.id, row]));
      const changed = (before?.[name] ?? []).filter((row) => !isDeepStrictEqual(rows.get(row.id), row));
      expect([name, changed]).toEqual([name, []]);
      expect([name, before?.[name].length]).not.toEqual([name, 0]);
    }
    const admins = (rows: Contents['users'] = []) => rows.filter(({ roles }) => (roles as string[]).includes('admin')).length;
    expect(admins(after?.users)).toBe(admins(before?.users) + made.admins);
    expect(after?.users.length).toBeGreaterThan(before?.users.length ?? 0);
    expect(processIds()).toEqual(processes);
  });
});

const made = { admins: 0 };

async function subjectFor({ operation: { access } }: Field, victimId: string): Promise<Subject> {
  const role: Role = access === 'admin' || access === 'operator' ? access : access === 'staff' ? 'operator' : 'customer';
  if (role === 'admin') made.admins++;
  return { person: await people.create(role), productId: await aProduct(), orderId: victimId };
}

/** A separate product, with a little stock. */
async function aProduct(): Promise<string> {
  const product = { name: 'Vase', category: 'injection', price: { amount: 100, currency: 'USD' } };
  const { body } = await world.admin.call<{ productId: string }>('POST', '/v1/catalog/products', product);
  const adjustment = { delta: 5, reason: 'a few' };
  await world.admin.call('POST', `/v1/inventory/${body.productId}/adjustments`, adjustment, { 'idempotency-key': randomUUID() });
  return body.productId;
}

/** For the services that are not stopped on purpose. */
const processIds = () =>
  Object.fromEntries((['auth', 'catalog', 'orders'] as const).map((name) => [name, world.stack.services[name].pid]));

function print(seconds: number): void {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0).toLocaleString('en');
  const figures = [
    `${sum(results.map(({ sent }) => sent))} payloads into ${results.length} fields of ${Object.keys(countsByKind(results)).length} kinds`,
    `in ${Math.round(seconds)} s`,
    `${sum(results.map(({ accepted }) => accepted.length))} accepted`,
    `${sum(results.map(({ flaws }) => flaws.length))} answers not as documented`,
  ];
  process.stdout.write(`  injection: ${figures.join(', ')}\n`);
}
