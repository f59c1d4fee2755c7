import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { packContent } from '#shared/dead-letters/content.ts';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { createRedrive, type Redrive } from '#shared/messaging/redrive.ts';
import { createApp } from '../../../../containers/orders/app.ts';
import { createDeadLetterStore } from '../../../../containers/orders/ops/dead-letters/store.ts';
import { recordDeadLetters } from '../../../../functions/dead-letters/record-dead-letters.ts';
import { tables } from '../../../../functions/dead-letters/schema.ts';
import { createDeadLetterStore as createRecorderStore } from '../../../../functions/dead-letters/store.ts';
import { startEventSource } from '../../../../local/resources/event-source.ts';
import { aDeadLetter } from '../../../support/a-dead-letter.ts';
import { anHourLater } from '../../../support/an-hour-later.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { eventually } from '../../../support/eventually.ts';
import { type Fauxqs, startFauxqs } from '../../../support/fauxqs.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** An OrderPlaced for a new order. */
const placed = () => {
  const sample = readFileSync(join(import.meta.dirname, '../../../../events/samples/OrderPlaced.v1.json'), 'utf8');
  return { ...JSON.parse(sample), subject: randomUUID(), correlationid: randomUUID(), causationid: randomUUID() };
};

const { log, entries } = silentLog();
const nobody = () => Promise.reject(networkError());
const common = {
  ...{
    log,
    verifyToken,
    deadlineSeconds: 900,
    reconciliations: unreachable,
    announce: () => Promise.reject(networkError()),
    publishSoon: () => undefined,
    ask: nobody,
    ready: nobody,
  },
  ...{ orders: unreachable, operatorStore: unreachable, products: unreachable, timelines: unreachable },
  ...{ countMessages: nobody, messageAges: nobody },
};
const away = createApp({ ...common, deadLetters: unreachable, redrive: nobody });
const { call, refuseStrangers, unseen, undocumented } = createCaller(away, (path) => path.startsWith('/v1/ops/dead-letters'));

let dynamo: TestDynamo;
let fauxqs: Fauxqs;
let app: typeof away;
let source: { stop(): Promise<void> };
let isAway = false;
let sendings: Redrive;
const route = { billing: '', 'billing-dlq': '' };

beforeAll(async () => {
  [dynamo, fauxqs] = await Promise.all([startTestDynamo(tables), startFauxqs()]);
  const { queueUrl, deadLetterQueueUrl } = fauxqs.createRoute({
    queue: 'billing',
    types: [],
    maxReceiveCount: 2,
    visibilityTimeoutSeconds: 1,
  });
  Object.assign(route, { billing: queueUrl, 'billing-dlq': deadLetterQueueUrl });
  const store = createRecorderStore(dynamo.dynamo, 'dead-letters');
  const deps = { store, consumers: new Map([['billing-dlq', 'billing']]), namespace: 'Test', log };
  source = startEventSource({
    ...{ endpoint: fauxqs.endpoint, queueUrl: deadLetterQueueUrl },
    invoke: async ({ Records }) => recordDeadLetters(Records, deps),
  });
  sendings = createRedrive(fauxqs.sqs, { billing: queueUrl });
  const redrive: Redrive = (...message) => (isAway ? nobody() : sendings(...message));
  app = createApp({ ...common, deadLetters: createDeadLetterStore({ dynamo: dynamo.dynamo, table: 'dead-letters' }), redrive });
});
afterAll(async () => {
  await source.stop();
  await Promise.all([dynamo.stop(), fauxqs.stop()]);
});
beforeEach(() => {
  isAway = false;
});

const operatorId = randomUUID();
const as = tokenOf(operatorId, 'operator');
const reason = 'looked into';
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string) => call(app, 'GET', `/v1/ops/dead-letters${path}`, { as });
const post = (path: string, body: unknown = { reason }) => call(app, 'POST', `/v1/ops/dead-letters/${path}`, { as, body });
const list = async (query: string) => (await get(`?limit=100&${query}`)).body.items as DeadLetter[];

const string = (StringValue: string) => ({ DataType: 'String', StringValue });
const send = (MessageBody: string, MessageAttributes = {}) =>
  fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: route.billing, MessageBody, MessageAttributes }));

const queue = () =>
  createQueue({
    ...{ sqs: fauxqs.sqs, queueUrl: route.billing, deadLetterQueueUrl: route['billing-dlq'] },
    ...{ receiveWaitSeconds: 5, visibilityTimeoutSeconds: 30 },
  });

/** Receives one of billing's messages, as billing does. */
async function received() {
  const [message] = await queue().receive(1, new AbortController().signal);
  if (!message) throw new Error('nothing came');
  return message;
}

/** Sends a body to billing, which parks it for this reason, and waits until it is in the table. */
async function parked(body: string, { why = 'not JSON', attributes = {} } = {}): Promise<DeadLetter> {
  const marked = `${why} ${randomUUID()}`;
  await send(body, attributes);
  await queue().park(await received(), marked);
  return recorded(marked);
}

async function recorded(why: string): Promise<DeadLetter> {
  let found: DeadLetter | undefined;
  await eventually(async () => {
    [found] = await list(`reason=${encodeURIComponent(why)}`);
    return found !== undefined;
  });
  return found as DeadLetter;
}

/** Stores a dead letter in the table as the function does. */
async function kept(other: Partial<DeadLetter> = {}, body = '{}') {
  const letter = aDeadLetter({ reason: `planted ${randomUUID()}`, ...other });
  await createRecorderStore(dynamo.dynamo, 'dead-letters').keep(letter, packContent({ body, attributes: {} }));
  return letter;
}

describe('a parked message', () => {
  test('is listed with its reason, type, order, age and receives, and shown with its body', async () => {
    const event = placed();
    const letter = await parked(JSON.stringify({ ...event, data: {} }), {
      why: 'not a valid OrderPlaced',
      attributes: { type: string('OrderPlaced') },
    });
    const { deadLetterId } = letter;
    expect(letter).toMatchObject({
      ...{
        queue: 'billing',
        state: 'open',
        parkedBy: 'consumer',
        type: 'OrderPlaced',
        orderId: event.subject,
        eventId: event.id,
      },
      ...{ trace: event.traceparent, receives: 1, redrives: 0, ageSeconds: expect.any(Number) },
    });
    const { status, body } = await get(`/${deadLetterId}`);
    expect(status).toBe(200);
    expect(JSON.parse(body.body)).toEqual({
      ...event,
      correlationid: expect.any(String),
      causationid: expect.any(String),
      data: {},
    });
    expect(body).toMatchObject({
      attributes: { type: 'OrderPlaced', failedBy: 'billing' },
      personalDataShown: false,
      actions: [],
    });
    expect((await list(`orderId=${event.subject}`)).map((each) => each.deadLetterId)).toEqual([deadLetterId]);
    expect(fauxqs.countIn('billing-dlq')).toEqual({ ready: 0, hidden: 0 });
  });

  test('is not sent again while it only grows older, and is once it has changed', async () => {
    const { orderId, deadLetterId } = await kept({ orderId: randomUUID() });
    const path = `/v1/ops/dead-letters?orderId=${orderId}`;
    const read = (headers = {}) => call(app, 'GET', path, { as, headers });
    const first = await read();
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
    const [later, again] = await anHourLater(async () => [await read(), await read(tag)] as const);
    expect(later.body.items[0].ageSeconds).toBeGreaterThanOrEqual(first.body.items[0].ageSeconds + 3_600);
    expect(again).toMatchObject({ status: 304, text: '' });
    expect((await post(`${deadLetterId}/drop`)).status).toBe(200);
    expect(await read(tag)).toMatchObject({ status: 200, body: { items: [{ state: 'dropped' }] } });
  });

  test('parked by SQS itself shows how often it was received, and when it was first sent', async () => {
    const body = `received too often ${randomUUID()}`;
    const before = Date.now();
    await send(body);
    const receive = new ReceiveMessageCommand({ QueueUrl: route.billing, WaitTimeSeconds: 5, VisibilityTimeout: 0 });
    for (let times = 0; times < 2; times++) await fauxqs.sqs.send(receive);
    await fauxqs.sqs.send(new ReceiveMessageCommand({ QueueUrl: route.billing, WaitTimeSeconds: 3 }));
    const letter = await recorded('times without success');
    expect(letter).toMatchObject({ parkedBy: 'sqs', reason: `received ${letter.receives} times without success` });
    // The emulator also counts the receive that moved it.
    expect([2, 3]).toContain(letter.receives);
    expect(letter).not.toHaveProperty('type');
    expect(Date.parse(letter.sentAt)).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(letter.sentAt)).toBeLessThanOrEqual(Date.parse(letter.recordedAt));
  });

  test.each([
    ['256 KB of one letter', 'x'.repeat(256 * 1024 - 600)],
    ['256 KB that cannot be packed', randomBytes(190 * 1024).toString('base64')],
    ['a million bytes that cannot be packed', randomBytes(740_000).toString('base64')],
    ['half a JSON', '{"type":"OrderPlaced"'],
    ['letters of every kind', 'ärgerlich ’ \t \n "quoted"'],
    ['lists in lists in lists', '['.repeat(50_000)],
  ])('is kept complete, and redriven unchanged: %s', async (_, body) => {
    const letter = await parked(body, {
      attributes: { type: string('OrderPlaced'), other: { DataType: 'Number', StringValue: '7' } },
    });
    expect(letter).toMatchObject({ bytes: Buffer.byteLength(body), receives: 1 });
    expect((await post(`${letter.deadLetterId}/reveal`)).body.body === body).toBe(true);
    expect((await post(`${letter.deadLetterId}/redrive`)).body.outcome).toBe('redriven');
    const message = await received();
    expect(message.body === body).toBe(true);
    expect(message.attributes).toMatchObject({ type: string('OrderPlaced'), other: { DataType: 'Number', StringValue: '7' } });
    expect(message.attributes).not.toHaveProperty('reason');
    await queue().remove(message);
  });

  test('parked again after a redrive says so, and since when it has been in transit', async () => {
    const first = await parked('once more');
    await post(`${first.deadLetterId}/redrive`);
    const why = `still not JSON ${randomUUID()}`;
    await queue().park(await received(), why);
    const second = await recorded(why);
    expect(second).toMatchObject({ state: 'open', redrives: 1, previousId: first.deadLetterId, sentAt: first.sentAt });
    await post(`${second.deadLetterId}/redrive`);
    const third = `and again ${randomUUID()}`;
    await queue().park(await received(), third);
    expect(await recorded(third)).toMatchObject({ redrives: 2, previousId: second.deadLetterId, sentAt: first.sentAt });
    expect((await get(`/${first.deadLetterId}`)).body).toMatchObject({ state: 'redriven' });
  });
});

describe('personal data in a body', () => {
  const event = placed();
  const { shipTo } = event.data;
  const canaries = ['name', 'line1', 'city', 'postalCode'].map((name) => shipTo[name]);

  test('are hidden until someone asks for them, which is recorded first', async () => {
    const { deadLetterId } = await parked(JSON.stringify(event), { attributes: { note: string('for Ada Lovelace') } });
    const { text } = await get(`/${deadLetterId}`);
    for (const canary of [...canaries, 'Ada']) expect(text).not.toContain(canary);
    expect(text).toContain(event.subject);

    const { status, body } = await post(`${deadLetterId}/reveal`, { reason: 'the customer has called' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      personalDataShown: true,
      body: JSON.stringify(event),
      attributes: { note: 'for Ada Lovelace' },
    });
    const actions = [{ action: 'reveal', reason: 'the customer has called', operatorId, at: expect.stringMatching(/^20.*Z$/) }];
    expect(body.actions).toEqual(actions);
    expect((await get(`/${deadLetterId}`)).body.actions).toEqual(actions);
    expect(entries.at(-1)).toMatchObject({
      message: 'operator acted',
      fields: { action: 'reveal', deadLetterId, userId: operatorId },
    });
  });

  test('are never logged', () => {
    const logged = JSON.stringify(entries);
    for (const canary of canaries) expect(logged).not.toContain(canary);
  });
});

describe('redriving', () => {
  test('as a dry run says what would be done, and does nothing', async () => {
    const { deadLetterId } = await parked('dry');
    expect((await post(`${deadLetterId}/redrive`, { reason, dryRun: true })).body).toMatchObject({
      deadLetterId,
      outcome: 'would be redriven',
    });
    expect((await get(`/${deadLetterId}`)).body).toMatchObject({ state: 'open', actions: [] });
    expect(fauxqs.countIn('billing')).toEqual({ ready: 0, hidden: 0 });
  });

  test('happens once, unless a repeat is requested, and is recorded each time', async () => {
    const { deadLetterId } = await kept();
    expect((await post(`${deadLetterId}/redrive`)).status).toBe(200);
    const second = await post(`${deadLetterId}/redrive`);
    expect([second.status, second.body.type]).toEqual([409, problem('dead-letter-closed')]);
    expect((await post(`${deadLetterId}/redrive`, { reason, again: true })).body.outcome).toBe('redriven');
    expect((await get(`/${deadLetterId}`)).body).toMatchObject({
      state: 'redriven',
      actions: [{ action: 'redrive' }, { action: 'redrive' }],
    });
    for (let times = 0; times < 2; times++) await queue().remove(await received());
  });

  test('that fails leaves it open', async () => {
    const { deadLetterId } = await kept();
    isAway = true;
    expect((await post(`${deadLetterId}/redrive`)).status).toBe(503);
    expect((await get(`/${deadLetterId}`)).body).toMatchObject({ state: 'open', actions: [] });
    const gone = await kept({ queue: 'returns' });
    isAway = false;
    expect((await post(`${gone.deadLetterId}/redrive`)).body.type).toBe(problem('queue-gone'));
  });

  test('covers everything that a filter finds, page by page, and reports each; one failure holds up no other', async () => {
    const type = `T${Date.now()}`;
    const letters = [];
    for (let n = 0; n < 5; n++)
      letters.push(
        await kept({ type, recordedAt: `2026-01-01T00:00:0${n}.000Z`, ...(n === 2 ? { queue: 'returns' } : {}) }, `${n}`),
      );
    await kept({ type, state: 'dropped' });
    const outcomes: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await post('redrive', { reason, filter: { type }, limit: 2, ...(cursor && { cursor }) });
      outcomes.push(
        ...body.items.map(({ deadLetterId, outcome }: { deadLetterId: string; outcome: string }) => [deadLetterId, outcome]),
      );
      cursor = body.nextCursor;
    } while (cursor);
    const ids = letters.map(({ deadLetterId }) => deadLetterId).reverse();
    expect(outcomes).toEqual(ids.map((id, place) => [id, place === 2 ? 'failed' : 'redriven']));
    expect((await list(`type=${type}`)).map(({ queue: of }) => of)).toEqual(['returns']);
    const bodies = [];
    for (let n = 0; n < 4; n++) {
      const message = await received();
      bodies.push(message.body);
      await queue().remove(message);
    }
    expect(bodies.sort()).toEqual(['0', '1', '3', '4']);
  });
});

describe('a further copy of an event that is parked already', () => {
  /** Parks the same event so many times, and returns a reader of its dead letters, newest first. */
  async function parkedTimes(times: number, event: object = { ...placed(), id: randomUUID(), data: {} }) {
    for (let n = 0; n < times; n++) {
      await send(JSON.stringify(event), { type: string('OrderPlaced') });
      await queue().park(await received(), `not valid ${n}`);
    }
    const { subject } = event as { subject: string };
    const lettersOf = () => list(`orderId=${subject}`);
    await eventually(async () => {
      const counted = (await lettersOf()).reduce((sum, { copies = 0 }) => sum + 1 + copies, 0);
      return counted >= times;
    });
    return { event, lettersOf };
  }

  test('is counted with the open one instead of being recorded, and one redrive stands for all', async () => {
    const { lettersOf } = await parkedTimes(4);
    const [letter, ...others] = await lettersOf();
    expect(letter).toMatchObject({ state: 'open', copies: 3, lastCopyAt: expect.stringMatching(/^20.*Z$/) });
    expect(others).toEqual([]);
    expect((await post(`${letter?.deadLetterId}/redrive`)).body.outcome).toBe('redriven');
    await queue().remove(await received());
    expect(fauxqs.countIn('billing')).toEqual({ ready: 0, hidden: 0 });
  });

  test.each(['redrive', 'drop'])('is recorded once that one is closed by a %s', async (action) => {
    const { event, lettersOf } = await parkedTimes(2);
    const [letter] = await lettersOf();
    await post(`${letter?.deadLetterId}/${action}`);
    if (action === 'redrive') await queue().remove(await received());
    await send(JSON.stringify(event), { type: string('OrderPlaced') });
    await queue().park(await received(), 'again');
    await eventually(async () => (await lettersOf()).length === 2);
    const closed = action === 'drop' ? 'dropped' : 'redriven';
    expect(await lettersOf()).toMatchObject([
      { state: 'open', copies: 0, reason: 'again' },
      { state: closed, copies: 1 },
    ]);
  });

  test('that has been redriven is counted too, and its history is kept', async () => {
    const { event, lettersOf } = await parkedTimes(1);
    const [first] = await lettersOf();
    await post(`${first?.deadLetterId}/redrive`);
    const redriven = await received();
    await parkedAgain(event, lettersOf);
    await queue().park(redriven, 'still not valid');
    await eventually(async () => (await lettersOf())[0]?.copies === 1);
    expect(await lettersOf()).toMatchObject([
      { state: 'open', redrives: 1, previousId: first?.deadLetterId, sentAt: first?.sentAt },
      { deadLetterId: first?.deadLetterId, state: 'redriven' },
    ]);
  });

  async function parkedAgain(event: object, lettersOf: () => Promise<DeadLetter[]>) {
    await send(JSON.stringify(event), { type: string('OrderPlaced') });
    await queue().park(await received(), 'a repeat');
    await eventually(async () => (await lettersOf()).length === 2);
  }

  test('is counted though all are recorded at once, and the same message is stored once', async () => {
    const store = createRecorderStore(dynamo.dynamo, 'dead-letters');
    const orderId = randomUUID();
    const copies = Array.from({ length: 10 }, () => aDeadLetter({ orderId }));
    const chunks = packContent({ body: '{}', attributes: {} });
    const keepAll = async () => (await Promise.all(copies.map((copy) => store.keep(copy, chunks, orderId)))).sort();
    expect(await keepAll()).toEqual([...Array(9).fill('counted'), 'recorded']);
    const [letter] = await list(`orderId=${orderId}`);
    expect(letter).toMatchObject({ state: 'open', copies: 9 });
    const same = copies.find(({ deadLetterId }) => deadLetterId === letter?.deadLetterId) as DeadLetter;
    await post(`${same.deadLetterId}/drop`);
    expect(await store.keep(same, chunks, orderId)).toBe('known');
    expect(await list(`orderId=${orderId}`)).toMatchObject([{ state: 'dropped', copies: 9 }]);
  });

  test('that fails again before its redrive is stored is a new one', async () => {
    const store = createRecorderStore(dynamo.dynamo, 'dead-letters');
    const orderId = randomUUID();
    const chunks = packContent({ body: '{}', attributes: {} });
    const first = aDeadLetter({ orderId });
    await store.keep(first, chunks, orderId);
    expect(await store.keep(aDeadLetter({ orderId, redrives: 1, previousId: first.deadLetterId }), chunks, orderId)).toBe(
      'recorded',
    );
    expect(await list(`orderId=${orderId}`)).toMatchObject([{ copies: 0 }, { copies: 0 }]);
  });

  test('is no copy if its body differs', async () => {
    const { event, lettersOf } = await parkedTimes(1);
    await send(JSON.stringify({ ...event, data: { total: 1 } }), { type: string('OrderPlaced') });
    await queue().park(await received(), 'another body');
    await eventually(async () => (await lettersOf()).length === 2);
    expect((await lettersOf()).map(({ copies }) => copies)).toEqual([0, 0]);
  });
});

describe('dropping', () => {
  test('closes a dead letter once, and it can still be redriven', async () => {
    const { deadLetterId } = await kept();
    expect((await post(`${deadLetterId}/drop`, { reason: 'a test of someone’s' })).body).toMatchObject({
      deadLetterId,
      state: 'dropped',
    });
    expect((await post(`${deadLetterId}/drop`)).body.type).toBe(problem('dead-letter-closed'));
    expect((await post(`${deadLetterId}/redrive`)).status).toBe(409);
    expect((await post(`${deadLetterId}/redrive`, { reason, again: true })).body.outcome).toBe('redriven');
    expect((await get(`/${deadLetterId}`)).body.actions).toMatchObject([
      { action: 'redrive' },
      { action: 'drop', reason: 'a test of someone’s' },
    ]);
    await queue().remove(await received());
  });

  test('and redriving at the same time: one of them is told that it was too late', async () => {
    const { deadLetterId } = await kept();
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(`${deadLetterId}/drop`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await get(`/${deadLetterId}`)).body.actions).toHaveLength(1);
  });
});

describe('a list of dead letters', () => {
  test('is paged with any filter, without repetition', async () => {
    const orderId = randomUUID();
    const type = `L${Date.now()}`;
    const planted = [];
    for (let n = 0; n < 7; n++)
      planted.push(
        await kept({ type, orderId, queue: n % 2 ? 'orders' : 'shipping', recordedAt: `2026-02-01T00:00:0${n}.000Z` }),
      );
    const ids = planted.map(({ deadLetterId }) => deadLetterId).reverse();
    for (const query of [`type=${type}`, `orderId=${orderId}`, `orderId=${orderId}&state=open&type=${type}`]) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(`?limit=3&${query}${cursor && `&cursor=${cursor}`}`);
        found.push(...body.items.map(({ deadLetterId }: DeadLetter) => deadLetterId));
        cursor = body.nextCursor ?? '';
      } while (cursor);
      expect(found).toEqual(ids);
    }
    const orders = ids.filter((_, place) => place % 2);
    expect((await list(`queue=orders&type=${type}`)).map(({ deadLetterId }) => deadLetterId)).toEqual(orders);
    expect((await list(`orderId=${orderId}&queue=orders`)).map(({ deadLetterId }) => deadLetterId)).toEqual(orders);
    const within = `type=${type}&from=2026-02-01T00:00:02Z&before=2026-02-01T00:00:05Z`;
    expect((await list(within)).map(({ deadLetterId }) => deadLetterId)).toEqual(ids.slice(2, 5));
    expect(await list(`type=${type}&from=2026-02-02T00:00:00Z&before=2026-02-01T00:00:00Z`)).toEqual([]);
    expect(await list(`type=${type}&state=dropped`)).toEqual([]);
  });

  test('reads a limited part of the table per request, and says that there may be more', async () => {
    const calls: unknown[] = [];
    const send = async (command: QueryCommand) => {
      calls.push(command.input.Limit);
      const position = `2026-01-01T00:00:00.000Z#${String(calls.length).padStart(36, '0')}`;
      return { Items: [], LastEvaluatedKey: { position } };
    };
    const endless = createDeadLetterStore({ dynamo: { send } as never, table: 'dead-letters' });
    const { letters, next } = await endless.list({ type: 'Rare' }, { limit: 20 });
    expect(letters).toEqual([]);
    expect(next).toMatch(/^2026-01-01T/);
    expect(calls.length).toBeLessThanOrEqual(20);
  });

  test.each([
    'state=lost',
    'limit=0',
    'cursor=x',
    'cursor=IjIwMjYi',
    'orderId=one',
    'type=a%20b',
    'from=now',
    'reason=%00',
    'reason=',
    'page=2',
  ])('is refused with %s', async (query) => {
    expect((await get(`?${query}`)).status).toBe(422);
  });
});

describe('invalid requests are refused', () => {
  test.each<[string, unknown]>([
    ['redrive', { reason }],
    ['redrive', { filter: {} }],
    ['redrive', { reason, filter: { state: 'dropped' } }],
    ['redrive', { reason, filter: {}, limit: 101 }],
    ['redrive', { reason, filter: {}, cursor: 'x' }],
    [`${randomUUID()}/redrive`, { reason, dryRun: 'yes' }],
    [`${randomUUID()}/reveal`, {}],
    [`${randomUUID()}/drop`, { reason: ' ' }],
  ])('POST %s %j', async (path, body) => {
    expect((await post(path, body)).status).toBe(422);
  });

  test('and missing dead letters are not found', async () => {
    for (const action of ['redrive', 'reveal', 'drop']) expect((await post(`${randomUUID()}/${action}`)).status).toBe(404);
    expect((await get('/one')).status).toBe(404);
    expect((await get(`/${randomUUID()}`)).status).toBe(404);
  });
});

const routes = [
  ['GET', '/v1/ops/dead-letters', 'read', undefined],
  ['GET', `/v1/ops/dead-letters/${randomUUID()}`, 'read', undefined],
  ['POST', `/v1/ops/dead-letters/${randomUUID()}/reveal`, 'write', { reason }],
  ['POST', `/v1/ops/dead-letters/${randomUUID()}/redrive`, 'write', { reason }],
  ['POST', `/v1/ops/dead-letters/${randomUUID()}/drop`, 'write', { reason }],
  ['POST', '/v1/ops/dead-letters/redrive', 'write', { reason, filter: {} }],
] as const;

describe.each(routes)('%s %s', (method, path, right, body) => {
  const ask = (token: string | undefined, more: object = {}) =>
    call(app, method, path, { as: token, ...(body ? { body } : {}), ...more });

  test('is for operators with a suitable token', async () => {
    expect((await ask(undefined)).status).toBe(401);
    expect((await ask(tokenOf(randomUUID(), 'customer', 'admin'))).body.type).toBe(problem('forbidden'));
    const other = right === 'read' ? 'ops:write' : 'ops:read';
    expect((await ask(narrowTokenOf(operatorId, ['operator'], [other]))).body.type).toBe(problem('insufficient-scope'));
  });

  test('answers 503 while the table cannot be reached', async () => {
    expect((await call(away, method, path, { as, ...(body ? { body } : {}) })).status).toBe(503);
  });
});

describe('every description', () => {
  test('is met', async () => {
    await refuseStrangers(app);
    const bodies = { raw: '{', headers: { 'content-type': 'application/json' } };
    const long = { raw: JSON.stringify({ reason: 'x'.repeat(70_000) }), headers: { 'content-type': 'application/json' } };
    for (const [method, path, , body] of routes) {
      if (!body) continue;
      expect((await call(app, method, path, { as, ...bodies })).status).toBe(400);
      expect((await call(app, method, path, { as, ...long })).status).toBe(413);
      expect((await call(app, method, path, { as, raw: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    }
    expect(undocumented()).toEqual([]);
    expect(unseen()).toEqual([]);
  });
});
