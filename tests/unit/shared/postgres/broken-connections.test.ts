import { once } from 'node:events';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

let postgresql: TestDatabase;
let path: Awaited<ReturnType<typeof breakablePath>>;
let database: Database;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  path = await breakablePath(postgresql.urlOf('orders'));
  database = connect(path.url, { connectionsMax: 2, name: 'orders' });
});
afterAll(async () => {
  await database?.close();
  path?.close();
  await postgresql?.stop();
});

/** A way to PostgreSQL whose connections can be reset. */
async function breakablePath(url: string) {
  const target = new URL(url);
  const { hostname } = target;
  const port = Number(target.port);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectTo(port, hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [near, far].map((each) => each.destroy()));
    }
    near.pipe(far).pipe(near);
  }).listen(0, hostname);
  await once(server, 'listening');
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
      sockets.clear();
    },
    close: () => server.close(),
  };
}

const echo = (word: string) => database.runPrepared<{ word: string }>('select $1::text as word', [word]);

/** What a statement comes to: its own row, or an error that says it may be tried again. */
async function judge(word: string): Promise<'answered' | 'unavailable'> {
  try {
    expect(await echo(word)).toEqual([{ word }]);
    return 'answered';
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return 'unavailable';
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const words = (name: string, count: number, padding = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index} ${padding}`);

// Short statements wait in a buffer for the end of the turn; long ones are written at once.
describe.each([
  ['short', ''],
  ['long', 'x'.repeat(2_000)],
])('a %s statement started while its connection breaks', (_, padding) => {
  test.each([
    ['an idle connection', 0, 0],
    ['a busy connection', 2, 0],
    ['a busy connection, a turn later', 2, 1],
  ])('on %s fails or gets its own answer', async (_, runningCount, turns) => {
    for (let round = 0; round < 5; round++) {
      const asked = words('warm', 4, padding).map(judge);
      await Promise.all(asked);
      const running = words('running', runningCount).map(() => database.runPrepared('select pg_sleep(0.1)', []));
      const askAgain = async () => {
        for (let count = 0; count < turns; count++) await turn();
        asked.push(...words(`again in ${round}`, 3, padding).map(judge));
      };
      const retried = running.map((each) => each.then(askAgain, askAgain));
      await sleep(20);
      path.reset();
      for (let count = 0; count < 6; count++) {
        asked.push(...words(`asked in ${round}.${count}`, 2, padding).map(judge));
        await turn();
      }
      await Promise.all(retried);
      await Promise.all(asked);
    }
    expect(await Promise.all(words('after', 10).map(judge))).toEqual(words('', 10).map(() => 'answered'));
  });
});

test('a statement that waits for an idle connection to close is run on the next one', async () => {
  const idle = connect(path.url, { connectionsMax: 1, name: 'idle', idleSecondsMax: 0.4 });
  for (let count = 0; count < 5; count++) {
    await idle.ping();
    // Some of these pings meet the moment at which the idle connection is closed.
    for (const milliseconds of [395, 400, 405]) {
      await sleep(milliseconds);
      await idle.ping();
    }
  }
  await idle.close();
});
