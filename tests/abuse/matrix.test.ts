import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { OrderView } from '../../containers/orders/view.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';
import { operations } from './support/api.ts';
import { inLanes } from './support/lanes.ts';
import { allCells, type Cell, nameOf } from './support/matrix/cells.ts';
import { createFixtures, type Fixtures, headersOf, type Member, somePlacement } from './support/matrix/fixtures.ts';
import { requestOf } from './support/matrix/requests.ts';
import { rules } from './support/matrix/rules.ts';
import { createPeople, type People, type Person } from './support/people.ts';
import { type Answer, createSender, type Sender } from './support/sender.ts';
import { unthrottled } from './support/unthrottled.ts';

const world = useStack(unthrottled);
const members: readonly Member[] = ['customer', 'other customer', 'operator', 'admin'];
const lanesMax = 8;
const lookup = 'POST /v1/auth/users/search';

let people: People;
let sender: Sender;
let fixtures: Fixtures;
let answered: { cell: Cell; answer: Answer }[];
let before: Map<string, string>;

beforeAll(async () => {
  people = createPeople(world.stack);
  sender = createSender();
  fixtures = await createFixtures({ stack: world.stack, people, sender });
  before = await whatMayNotChange();
  const isOfOpen = ({ operation }: Cell) => /\/(cancel|nudge|park|resume)$/.test(operation.key);
  const cells = allCells();
  // While billing is stopped, orders stay cancellable and open to operations.
  const ofOpen = await whileBillingSleeps(() => inLanes(cells.filter(isOfOpen), lanesMax, ask));
  const others = await inLanes(
    cells.filter((cell) => !isOfOpen(cell)),
    lanesMax,
    ask,
  );
  answered = [...ofOpen, ...others];
});

afterAll(async () => {
  sender?.close();
  await people?.close();
});

it('has a rule for every route, and for nothing else', () => {
  expect(Object.keys(rules).sort()).toEqual(operations.map(({ key }) => key).sort());
});

it('agrees with each route’s description on who may use it', () => {
  const told = { anyone: 'anyone', optional: 'anyone', signedIn: 'signed in' } as Record<string, string>;
  const described = operations.map(({ key, access }) => [key, told[access] ?? access]);
  expect(described).toEqual(operations.map(({ key }) => [key, rules[key]?.who]));
});

it('allows in every cell exactly what the rules say', () => {
  const failures = answered
    .filter(({ cell, answer }) => answer.status !== cell.expected)
    .map(({ cell, answer }) => `${nameOf(cell)}: ${cell.expected} expected, ${answer.status} got ${answer.text.slice(0, 120)}`);
  const allowed = answered.filter(({ cell }) => cell.expected < 300).length;
  process.stdout.write(
    `  matrix: ${answered.length} cells over ${operations.length} routes, ${allowed} of them allowed, ${failures.length} not as the rules say\n`,
  );
  expect(failures).toEqual([]);
  expect(answered.length).toBeGreaterThanOrEqual(600);
});

it('refuses in the format of the refusing part: the gateway’s own, or a service’s problem document', () => {
  for (const { cell, answer } of answered.filter(({ cell }) => cell.expected >= 400)) {
    const byGateway = cell.door === 'gateway' && cell.expected === 401;
    const said = `${nameOf(cell)}: ${answer.headers['content-type']}`;
    expect(said).toBe(`${nameOf(cell)}: ${byGateway ? 'application/json' : 'application/problem+json'}`);
    if (byGateway) expect(JSON.parse(answer.text)).toEqual({ message: 'Unauthorized' });
    else expect(JSON.parse(answer.text)).toMatchObject({ status: cell.expected, type: expect.stringMatching(/^urn:/) });
  }
});

it('never returns anyone else’s data', async () => {
  const found = answered.flatMap(({ cell, answer }) =>
    foreignTo(cell)
      .filter((mark) => answer.text.includes(mark))
      .map((mark) => `${nameOf(cell)}: ${mark}`),
  );
  expect(found).toEqual([]);
  // A leak would be detected: an operator's answers do contain customer data, as they should.
  const seenByOperator = answered.filter(({ cell }) => cell.actor === 'operator').map(({ answer }) => answer.text);
  expect(seenByOperator.some((text) => text.includes(`City-of-${fixtures.members.customer.name}`))).toBe(true);
});

it('shows only admins how much of a product is reserved', () => {
  const stocks = answered.filter(({ cell }) => cell.operation.key === 'GET /v1/inventory/{productId}' && cell.expected === 200);
  const seenBy = stocks.filter(({ answer }) => 'reserved' in JSON.parse(answer.text)).map(({ cell }) => cell.actor);
  expect([...new Set(seenBy)]).toEqual(['admin']);
});

it('shows of an account only its id to operators, and all of it only to admins', () => {
  const { email, userId } = fixtures.members['other customer'];
  const lookups = answered.filter(({ cell }) => cell.operation.key === lookup && cell.expected === 200);
  const seenBy = (actor: Cell['actor']) => lookups.filter(({ cell }) => cell.actor === actor).map(({ answer }) => answer.text);
  expect(seenBy('operator')).toEqual(Array(2).fill(JSON.stringify({ userId, items: [] })));
  expect(seenBy('admin')).toEqual(Array(2).fill(expect.stringContaining(email)));
  expect(lookups.map(({ cell }) => cell.actor).sort()).toEqual(['admin', 'admin', 'operator', 'operator']);
});

it('leaves everything unchanged wherever it refused', async () => {
  expect(await whatMayNotChange()).toEqual(before);
  for (const owner of members) {
    const orderId = await fixtures.order(owner, 'open');
    await eventually(async () => (await fixtures.statusOf(owner, orderId)) === 'CONFIRMED settled', 30);
    expect(await fixtures.statusOf(owner, await fixtures.order(owner, 'ready'))).toBe('CONFIRMED settled');
    if (owner === 'customer' || owner === 'other customer')
      expect(await fixtures.statusOf(owner, await fixtures.order(owner, 'dispatched'))).toBe('SHIPPED settled');
  }
});

it('lists to a customer their own orders, to an operator everyone’s', async () => {
  const placed = Object.fromEntries(
    await Promise.all(members.map(async (member) => [member, await fixtures.order(member, 'ready')] as const)),
  ) as Record<Member, string>;
  for (const member of members) {
    const seen = await listed(fixtures.members[member], '/v1/orders?limit=100');
    const expected = member === 'operator' ? members : [member];
    for (const owner of members) expect([owner, seen.includes(placed[owner])]).toEqual([owner, expected.includes(owner)]);
  }
});

it('treats another user’s cursor as a position in one’s own list', async () => {
  const theirs = await ask1(fixtures.members['other customer'], 'GET', '/v1/orders?limit=1');
  const operators = await ask1(fixtures.members.operator, 'GET', '/v1/orders?limit=3');
  const ofOthers = await Promise.all(
    members.filter((member) => member !== 'customer').map((member) => fixtures.order(member, 'ready')),
  );
  for (const { text } of [theirs, operators]) {
    const { nextCursor = '' } = JSON.parse(text) as { nextCursor?: string };
    expect(nextCursor).not.toBe('');
    const page = await listed(fixtures.members.customer, `/v1/orders?limit=100&cursor=${nextCursor}`);
    expect(page.filter((orderId) => ofOthers.includes(orderId))).toEqual([]);
  }
});

it('keeps idempotency keys apart: the same key of another user is another key', async () => {
  const key = { 'idempotency-key': 'the-same-for-everybody' };
  const productId = await fixtures.product('for sale');
  const body = (member: Member) => JSON.stringify(somePlacement(productId, fixtures.members[member]));
  const place = (member: Member, text: string) =>
    ask1(fixtures.members[member], 'POST', '/v1/orders', { headers: key, body: text });
  const answers = await Promise.all(members.map((member) => place(member, body(member))));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(new Set(answers.map(({ text }) => (JSON.parse(text) as OrderView).orderId)).size).toBe(4);
  expect((await place('customer', body('other customer'))).status).toBe(422);

  const secondAdmin = await fixtures.double('admin');
  const adjust = (admin: Person, delta: number) =>
    ask1(admin, 'POST', `/v1/inventory/${productId}/adjustments`, {
      headers: key,
      body: JSON.stringify({ delta, reason: 'mine' }),
    });
  expect((await adjust(fixtures.members.admin, 1)).status).toBe(200);
  expect((await adjust(secondAdmin, 2)).status).toBe(200);
  expect((await adjust(secondAdmin, 1)).status).toBe(422);
});

async function ask(cell: Cell): Promise<{ cell: Cell; answer: Answer }> {
  const { gatewayUrl, services } = world.stack;
  const base = cell.door === 'gateway' ? gatewayUrl : services[cell.operation.service as keyof typeof services].url;
  return { cell, answer: await sender.send({ base, ...(await requestOf(cell, fixtures)) }) };
}

async function whileBillingSleeps<T>(work: () => Promise<T>): Promise<T> {
  const { billing } = world.stack.services;
  await billing.kill('SIGSTOP');
  try {
    return await work();
  } finally {
    await billing.kill('SIGCONT');
  }
}

/** The people, and the products that callers without the right to change them ask about. */
async function whatMayNotChange(): Promise<Map<string, string>> {
  const accounts = members.map(
    async (member) => [member, (await ask1(fixtures.members[member], 'GET', '/v1/auth/me')).text] as const,
  );
  const products = (['for sale', 'archived'] as const).map(async (state) => {
    const productId = await fixtures.product(state);
    const { admin } = fixtures.members;
    const { text } = await ask1(admin, 'GET', `/v1/catalog/products/${productId}`);
    const stock = await world.witness.stock(productId);
    return [state, `${text} adjusted ${stock?.adjusted}`] as const;
  });
  return new Map(await Promise.all([...accounts, ...products]));
}

/** What must not be in a response: all data of people whom the caller may not see. */
function foreignTo({ actor, operation }: Cell): string[] {
  if (actor === 'operator' || (actor === 'admin' && operation.key === lookup)) return [];
  return members
    .filter((member) => member !== actor)
    .flatMap((member) => {
      const { email, userId, name } = fixtures.members[member];
      return [email, userId, name];
    });
}

async function listed(person: Person, path: string): Promise<string[]> {
  const { items } = JSON.parse((await ask1(person, 'GET', path)).text) as { items: OrderView[] };
  return items.map(({ orderId }) => orderId);
}

type More = { headers?: Record<string, string>; body?: string };

const ask1 = (person: Person, method: string, path: string, { headers = {}, body }: More = {}): Promise<Answer> =>
  sender.send({
    method,
    base: world.stack.gatewayUrl,
    path,
    headers: { ...headersOf(person), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body,
  });
