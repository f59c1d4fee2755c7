import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPasswords, type Derive } from '../../../../containers/auth/password.ts';
import { createSweep } from '../../../../containers/auth/sweep-store.ts';
import { allowances, createThrottle } from '../../../../containers/auth/throttle.ts';
import { createThrottleStore } from '../../../../containers/auth/throttle-store.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';
import { eventually } from '../../../support/eventually.ts';
import { unreachable } from '../../../support/http-caller.ts';

const password = 'correct horse battery staple';
const wrong = 'a wrong password';
const tooMany = { status: 429, body: { type: 'urn:cloudservices:problem:too-many-requests' } };
const [home, elsewhere] = ['198.51.100.7', '203.0.113.9'];

let auth: TestAuth;
let hashed = 0;
let service: Pick<TestAuth, 'call' | 'post'>;

const counting: Derive = (given, made) => {
  hashed++;
  return deriveCheaply(given, made);
};
const passwords = createPasswords({ derive: counting });

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords });
});
afterAll(() => auth.stop());

const newEmail = () => `ada.${randomUUID()}@example.com`;
const login = (email: string, password: string, from: string) => service.post('/login', { email, password }, { from });

/** An account whose owner's address is `home`. */
async function registered(): Promise<string> {
  const email = newEmail();
  await service.post('/register', { email, password }, { from: home });
  return email;
}

async function repeat<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let index = 0; index < times; index++) answers.push(await work(index));
  return answers;
}
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

/** The same service with different allowances. */
function serviceWith(allowed: Partial<typeof allowances>) {
  const store = createThrottleStore(auth.database);
  const sweep = createSweep(auth.database);
  return auth.withDeps({ passwords, throttle: createThrottle({ store, sweep, allowed: { ...allowances, ...allowed } }) });
}

/** Pretends that this much time has passed since everything that was counted. */
const later = (seconds: number) =>
  auth.admin`update auth.throttles set spent_until = spent_until - make_interval(secs => ${seconds})`;

/** This many addresses that are unknown to the accounts. */
const strangers = (count: number) => Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.1`);

describe('guessing an account’s password', () => {
  test('reaches the hash five times, from however many addresses; then the response is 429 with the time to retry', async () => {
    const email = await registered();
    const before = hashed;
    const answers = await Promise.all(strangers(50).map((from) => login(email, wrong, from)));
    expect(statuses(answers).sort()).toEqual([...Array(5).fill(401), ...Array(45).fill(429)]);
    expect(hashed - before).toBe(5);
    const refused = await login(email, password, elsewhere);
    expect(refused).toMatchObject(tooMany);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(700);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(720);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  test('gets one more attempt every twelve minutes, and never more than ten an hour', async () => {
    const email = await registered();
    const before = hashed;
    for (let minute = 0; minute <= 60; minute += 6) {
      for (const from of strangers(minute === 0 ? 7 : 2)) await login(email, wrong, from);
      await later(6 * 60);
    }
    expect(hashed - before).toBe(10);
  });

  test('does not lock out its owner at a known address', async () => {
    const email = await registered();
    await Promise.all(strangers(20).map((from) => login(email, wrong, from)));
    await expect(login(email, password, home)).resolves.toMatchObject({ status: 200 });
    await expect(login(email, password, elsewhere)).resolves.toMatchObject(tooMany);
  });

  test('considers an address known from its first sign-in, for ninety days', async () => {
    const email = await registered();
    await expect(login(email, password, elsewhere)).resolves.toMatchObject({ status: 200 });
    await Promise.all(strangers(20).map((from) => login(email, wrong, from)));
    await expect(login(email, password, elsewhere)).resolves.toMatchObject({ status: 200 });
    await auth.admin`update auth.known_addresses set last_used_at = now() - interval '91 days'`;
    await expect(login(email, password, elsewhere)).resolves.toMatchObject(tooMany);
  });

  test('from the owner’s own address has a separate allowance that no one else uses up', async () => {
    const email = await registered();
    const answers = await repeat(25, () => login(email, wrong, home));
    expect(statuses(answers)).toEqual([...Array(20).fill(401), ...Array(5).fill(429)]);
    expect(statuses(await repeat(6, () => login(email, wrong, elsewhere)))).toEqual([...Array(5).fill(401), 429]);
  });

  test.each(['x-forwarded-for', 'forwarded', 'x-viewer-address', 'x-real-ip', 'x-cdn-secret'])(
    'is not made easier by a header %s with the owner’s address',
    async (name) => {
      const email = await registered();
      const answers = await repeat(8, () =>
        service.post('/login', { email, password: wrong }, { from: elsewhere, headers: { [name]: home } }),
      );
      expect(statuses(answers)).toEqual([...Array(5).fill(401), ...Array(3).fill(429)]);
    },
  );

  test('with a stolen access token counts too', async () => {
    const email = await registered();
    const { body } = await login(email, password, home);
    const token = body.accessToken as string;
    const guess = () => service.call('DELETE', '/me', { token, body: { password: wrong }, from: elsewhere });
    const change = { currentPassword: wrong, newPassword: 'another horse, another staple' };
    expect(statuses(await repeat(3, guess))).toEqual([401, 401, 401]);
    expect(statuses(await repeat(2, () => service.post('/password', change, { token, from: elsewhere })))).toEqual([401, 401]);
    await expect(guess()).resolves.toMatchObject(tooMany);
    await expect(service.post('/password', change, { token, from: elsewhere })).resolves.toMatchObject(tooMany);
    await expect(login(email, password, elsewhere)).resolves.toMatchObject(tooMany);
    await expect(login(email, password, home)).resolves.toMatchObject({ status: 200 });
  });
});

describe('an account that does not exist', () => {
  test('is throttled like an existing one, and costs as many statements and as much hashing', async () => {
    const asked: string[] = [];
    const noting = <T extends object>(name: string, store: T): T =>
      new Proxy(store, {
        get: (target, key) => {
          asked.push(`${name}.${String(key)}`);
          return Reflect.get(target, key);
        },
      });
    const watched = auth.withDeps({
      passwords,
      store: noting('store', auth.deps.store),
      throttle: createThrottle({
        store: noting('throttle', createThrottleStore(auth.database)),
        sweep: createSweep(auth.database),
      }),
    });
    const runs: { answers: unknown[]; hashed: number; asked: string[] }[] = [];
    for (const email of [await registered(), newEmail()]) {
      const [before, address] = [hashed, strangers(300)[runs.length + 200]];
      asked.length = 0;
      const answers = await repeat(8, () => watched.post('/login', { email, password: wrong }, { from: address as string }));
      const told = answers.map(({ status, body, headers }) => ({
        status,
        body,
        wait: Math.ceil(Number(headers.get('retry-after')) / 60),
      }));
      runs.push({ answers: told, hashed: hashed - before, asked: [...asked] });
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).toMatchObject({ hashed: 5 });
    expect(runs[0]?.asked).toHaveLength(8 + 5);
  });
});

describe('an address', () => {
  test('may fail a hundred times at once, on any accounts, and succeed as often as it likes', async () => {
    const from = '192.0.2.55';
    const email = await registered();
    expect(statuses(await repeat(25, () => login(email, password, from))).every((status) => status === 200)).toBe(true);
    const answers = await repeat(103, () => login(newEmail(), wrong, from));
    expect(statuses(answers)).toEqual([...Array(100).fill(401), ...Array(3).fill(429)]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeLessThanOrEqual(12);
  });

  test('that is refused uses up neither the account’s nor the global allowance', async () => {
    const email = await registered();
    const few = serviceWith({ password: { ...allowances.password, address: { atOnce: 1, perHour: 1 } } });
    const from = '192.0.2.56';
    await few.post('/login', { email: newEmail(), password: wrong }, { from });
    await repeat(10, () => few.post('/login', { email, password: wrong }, { from }));
    await expect(login(email, password, elsewhere)).resolves.toMatchObject({ status: 200 });
  });

  test('may register a hundred accounts at once', async () => {
    const few = serviceWith({ registration: { ...allowances.registration, address: { atOnce: 2, perHour: 60 } } });
    const register = (from: string) => few.post('/register', { email: newEmail(), password }, { from });
    expect(statuses(await repeat(3, () => register('192.0.2.57')))).toEqual([201, 201, 429]);
    expect((await register('192.0.2.58')).status).toBe(201);
    expect(allowances.registration.address.atOnce).toBe(100);
  });

  test('may refresh as often as its users need to', async () => {
    const few = serviceWith({ refresh: { address: { atOnce: 3, perHour: 60 } } });
    const answers = await repeat(4, () => few.post('/refresh', { refreshToken: 'unknown' }, { from: '192.0.2.59' }));
    expect(statuses(answers)).toEqual([401, 401, 401, 429]);
    expect(answers.at(-1)).toMatchObject(tooMany);
  });
});

describe('all callers together', () => {
  test('may fail only so often, but known addresses still sign in', async () => {
    const email = await registered();
    await auth.admin`delete from auth.throttles`;
    const few = serviceWith({ password: { ...allowances.password, everybody: { atOnce: 30, perHour: 30 } } });
    const guess = (from: string) => few.post('/login', { email: newEmail(), password: wrong }, { from });
    const answers = await Promise.all(strangers(60).map(guess));
    expect(statuses(answers).filter((status) => status === 401)).toHaveLength(30);
    await expect(few.post('/login', { email, password }, { from: elsewhere })).resolves.toMatchObject(tooMany);
    await expect(few.post('/login', { email, password }, { from: home })).resolves.toMatchObject({ status: 200 });
    await auth.admin`delete from auth.throttles`;
  });
});

describe('an attempt', () => {
  test('never deadlocks with another one that is being refunded', async () => {
    const store = createThrottleStore(auth.database);
    const budgets = ['address:', 'email:', 'everybody:'].map((key) => ({ key, spacingSeconds: 1, spanSeconds: 1000 }));
    await store.take({ budgets });
    const both: Promise<unknown>[] = [];
    await auth.admin.begin(async (sql) => {
      // Requests are blocked midway.
      await sql`select from auth.throttles where key = 'email:' for update`;
      const waiting = async () => {
        await sql`select pg_stat_clear_snapshot()`;
        return (await sql`select from pg_stat_activity where wait_event_type = 'Lock'`).length;
      };
      both.push(store.take({ budgets }));
      await eventually(async () => (await waiting()) === 1);
      both.push(store.giveBack(budgets));
      await eventually(async () => (await waiting()) === 2);
    });
    await expect(Promise.all(both)).resolves.toHaveLength(2);
  });

  test('does not count when the password was not checked for lack of capacity', async () => {
    const email = await registered();
    const busy = auth.withDeps({ passwords: createPasswords({ derive: counting, concurrencyMax: 0, waitingMax: 0 }) });
    expect(statuses(await repeat(12, () => busy.post('/login', { email, password }, { from: elsewhere })))).toEqual(
      Array(12).fill(503),
    );
    await expect(login(email, password, elsewhere)).resolves.toMatchObject({ status: 200 });
  });

  test('is refused while attempts cannot be counted', async () => {
    const email = await registered();
    const before = hashed;
    for (const throttle of [
      createThrottle({ store: unreachable, sweep: async () => undefined }),
      createThrottle({
        store: createThrottleStore(auth.database),
        sweep: () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })),
      }),
    ]) {
      const blind = auth.withDeps({ passwords, throttle });
      await expect(blind.post('/login', { email, password }, { from: home })).resolves.toMatchObject({ status: 503 });
      await expect(blind.post('/register', { email: newEmail(), password })).resolves.toMatchObject({ status: 503 });
      await expect(blind.post('/refresh', { refreshToken: 'unknown' })).resolves.toMatchObject({ status: 503 });
    }
    expect(hashed).toBe(before);
  });

  test('leaves nothing behind that reveals whose it was', async () => {
    const email = await registered();
    await login(email, wrong, elsewhere);
    const rows = JSON.stringify([
      await auth.admin`select * from auth.throttles`,
      await auth.admin`select * from auth.known_addresses`,
    ]);
    for (const personal of [email, email.split('@')[0] as string, home, elsewhere]) expect(rows).not.toContain(personal);
  });
});

describe('expired attempts', () => {
  test('are deleted in small batches, along with any request', async () => {
    const email = await registered();
    for (let count = 0; count < 3; count++) await login(email, password, home);
    const [{ userId }] = (await auth.admin`select user_id as "userId" from auth.users where email = ${email}`) as unknown as [
      { userId: string },
    ];
    await auth.admin`update auth.sessions set expires_at = now() - interval '1 second' where user_id = ${userId}`;
    await auth.admin`insert into auth.refresh_tokens select 'stale-' || n, session_id from generate_series(1, 150) n,
      (select session_id from auth.sessions where user_id = ${userId} limit 1) session`;
    await auth.admin`update auth.throttles set spent_until = now() - interval '1 second'`;
    await auth.admin`insert into auth.throttles select 'stale:' || n, now() - interval '1 day' from generate_series(1, 50) n`;
    await auth.admin`insert into auth.known_addresses select 'stale-' || n, ${userId}, now() - interval '91 days' from generate_series(1, 50) n`;
    const left = async () => {
      const [row] = await auth.admin`select (select count(*)::int from auth.sessions where user_id = ${userId}) as sessions,
        (select count(*)::int from auth.refresh_tokens token join auth.sessions using (session_id) where user_id = ${userId}) as tokens,
        (select count(*)::int from auth.known_addresses where account_address like 'stale-%') as addresses,
        (select count(*)::int from auth.throttles where key like 'stale:%') as throttles`;
      return row;
    };
    await expect(left()).resolves.toMatchObject({ sessions: 3, tokens: 153 });
    await service.post('/refresh', { refreshToken: 'unknown' });
    await expect(left()).resolves.toMatchObject({ sessions: 3, tokens: 53, addresses: 30 });
    await repeat(15, () => service.post('/refresh', { refreshToken: 'unknown' }));
    await expect(left()).resolves.toEqual({ sessions: 0, tokens: 0, addresses: 0, throttles: 0 });
    await expect(login(email, password, home)).resolves.toMatchObject({ status: 200 });
  });

  test('can be swept by many at once, while others sign in', async () => {
    await auth.admin`insert into auth.throttles select 'stale:' || n, now() - interval '1 day' from generate_series(1, 300) n`;
    const email = await registered();
    const sweep = createSweep(auth.database);
    const answers = await Promise.all([
      ...Array.from({ length: 30 }, () => sweep().then(() => ({ status: 200 }))),
      ...Array.from({ length: 15 }, () => login(email, password, home)),
    ]);
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
  });
});
