import { z } from '@hono/zod-openapi';
import { describe, expect, test } from '@jest/globals';
import { DependencyUnavailableError, RetryLaterError, VersionConflictError } from '#shared/errors/outcome.ts';
import { conflict } from '#shared/errors/problem.ts';
import { pageQuery } from '#shared/http/page.ts';
import { json, optionalJson, route } from '#shared/http/route.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { createCaller, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

type Circumstances = { fails?: unknown; ready?: () => Promise<void>; requestsMax?: number; slow?: Promise<void> };

function anApp({ fails, ready = async () => undefined, requestsMax = 10, slow }: Circumstances = {}) {
  const { log, entries } = silentLog();
  const app = createServiceApp({ service: 'test', log, verifyToken, ready, requestsMax });
  const answer = z.object({ requestId: z.string(), traceparent: z.string(), userId: z.string().optional() });
  const common = { method: 'get', responses: { 200: json(answer, 'Who asks') } } as const;
  const admissions = [
    { access: 'anyone' },
    { access: 'optional', scope: 'account' },
    { access: 'signedIn', scope: 'account' },
    { access: 'operator', scope: 'shipments:write' },
  ] as const;
  for (const admission of admissions)
    app.openapi(route({ ...common, ...admission, path: `/${admission.access}` }), async (c) => {
      if (fails) throw fails;
      await slow;
      return c.json({ requestId: c.var.requestId, traceparent: c.var.traceparent, userId: c.var.actor?.userId }, 200);
    });
  app.openapi(route({ ...common, access: 'anyone', path: '/list', request: { query: pageQuery } }), (c) =>
    c.json({ requestId: String(c.req.valid('query').limit), traceparent: '' }, 200),
  );
  app.openapi(
    route({
      ...common,
      method: 'post',
      access: 'anyone',
      path: '/body',
      request: { body: json(z.strictObject({ a: z.int() }), 'A body') },
    }),
    (c) => c.json({ requestId: String(c.req.valid('json').a), traceparent: '' }, 200),
  );
  app.openapi(
    route({
      ...common,
      method: 'post',
      access: 'anyone',
      path: '/optional-body',
      request: { body: optionalJson(z.strictObject({ a: z.int().optional() }), 'A body, or none') },
    }),
    (c) => c.json({ requestId: String(c.req.valid('json').a), traceparent: '' }, 200),
  );
  const { call } = createCaller(app);
  return {
    entries,
    ask: (path: string, request: Parameters<typeof call>[3] = {}, method = 'GET') => call(app, method, path, request),
  };
}

describe('readiness', () => {
  const readiness = (ready: () => Promise<void>, as?: string) => {
    const app = createServiceApp({ service: 'things', log: silentLog().log, verifyToken, ready });
    return createCaller(app).call(app, 'GET', '/v1/things/readiness', { as });
  };
  const operator = tokenOf('ada', 'operator');
  const isAway = () => Promise.reject(new Error('connect 10.0.0.7 secret-canary'));

  test('is shown to operators, without the reason', async () => {
    expect((await readiness(() => Promise.resolve(), operator)).body).toEqual({ service: 'things', ready: true });
    const { status, body } = await readiness(isAway, operator);
    expect({ status, body }).toEqual({ status: 200, body: { service: 'things', ready: false } });
  });

  test('is shown to no one else', async () => {
    expect((await readiness(isAway)).status).toBe(401);
    expect((await readiness(isAway, tokenOf('eve', 'customer', 'admin'))).status).toBe(403);
  });
});

describe('a request', () => {
  test('keeps its id and its trace when they are well formed', async () => {
    const { headers, body } = await anApp().ask('/anyone', {
      headers: { 'x-request-id': 'Root=1-67891233-abcdef0=', traceparent: trace },
    });
    expect(headers.get('x-request-id')).toBe('Root=1-67891233-abcdef0=');
    expect(body).toEqual({ requestId: 'Root=1-67891233-abcdef0=', traceparent: trace });
  });

  test('that is refused is logged with the reason, and the user if known', async () => {
    const { ask, entries } = anApp();
    await ask('/signedIn');
    await ask('/operator', { as: tokenOf('ada', 'customer') });
    expect(entries.map(({ level, message, fields }) => [level, message, fields])).toEqual([
      ['info', 'request refused', expect.objectContaining({ route: '/signedIn', status: 401, type: 'unauthorized' })],
      ['info', 'request refused', expect.objectContaining({ route: '/operator', status: 403, type: 'forbidden', userId: 'ada' })],
    ]);
  });

  test.each(['', 'a b', 'x'.repeat(129), 'a"b', 'a;b'])('gets an id of its own instead of %p', async (id) => {
    const { headers } = await anApp().ask('/anyone', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    '',
    'nonsense',
    trace.toUpperCase(),
    trace.replace('00-', 'ff-'),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    `${trace}-more`,
  ])('gets its own trace instead of %p', async (traceparent) => {
    const { body } = await anApp().ask('/anyone', { headers: { traceparent } });
    expect(body.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(body.traceparent).not.toBe(traceparent);
  });

  test.each(['/anyone', '/nowhere', '/healthz', '/signedIn', '/anyone?x=1'])(
    'for %s is answered with its id and the security headers, also when it fails',
    async (path) => {
      const { headers } = await anApp().ask(path, { headers: { 'x-request-id': 'mine' } });
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-request-id': 'mine',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'cache-control': 'no-store',
      });
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'BREW'])('with the method %s, which no route has, is 404', async (method) => {
    expect((await anApp().ask('/anyone', {}, method)).status).toBe(404);
  });
});

describe('a route', () => {
  const [customer, operator] = [tokenOf('u1', 'customer'), tokenOf('u2', 'operator')];
  test.each<[string, string | undefined, number, string | undefined]>([
    ['anyone', undefined, 200, undefined],
    ['anyone', 'garbage', 200, undefined],
    ['optional', undefined, 200, undefined],
    ['optional', customer, 200, 'u1'],
    ['optional', 'garbage', 401, undefined],
    ['signedIn', undefined, 401, undefined],
    ['signedIn', customer, 200, 'u1'],
    ['operator', undefined, 401, undefined],
    ['operator', customer, 403, undefined],
    ['operator', operator, 200, 'u2'],
  ])('for %s answers the token %s with %i', async (access, as, status, userId) => {
    const answer = await anApp().ask(`/${access}`, { as });
    expect([answer.status, answer.body.userId]).toEqual([status, userId]);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('cannot check a token while its keys cannot be read', async () => {
    const { log } = silentLog();
    const app = createServiceApp({
      service: 'test',
      log,
      verifyToken: () => (unreachable as { verify(): Promise<never> }).verify(),
      ready: async () => undefined,
    });
    const me = {
      method: 'get',
      path: '/me',
      access: 'signedIn',
      scope: 'account',
      responses: { 200: { description: 'never' } },
    } as const;
    app.openapi(route(me), (c) => c.body(null));
    expect((await createCaller(app).call(app, 'GET', '/me', { as: 'any' })).status).toBe(503);
  });
});

describe('a query', () => {
  test.each<[string, { path: string; message: string }[]]>([
    ['limit=5', []],
    ['', []],
    ['limit=5&', []],
    ['limit=5&limit=5', [{ path: 'limit', message: 'This parameter is given more than once' }]],
    ['limti=5', [{ path: 'limti', message: 'Unknown parameter' }]],
    ['limit[]=5', [{ path: 'limit[]', message: 'Unknown parameter' }]],
    ['__proto__=1', [{ path: '__proto__', message: 'Unknown parameter' }]],
    ['constructor=1', [{ path: 'constructor', message: 'Unknown parameter' }]],
    ['limit=%ff', [{ path: '', message: 'The query is not percent-encoded UTF-8' }]],
    ['limit=%', [{ path: '', message: 'The query is not percent-encoded UTF-8' }]],
    ['limit=%ED%A0%80', [{ path: '', message: 'The query is not percent-encoded UTF-8' }]],
  ])('%s', async (query, errors) => {
    const { status, body } = await anApp().ask(`/list?${query}`);
    expect([status, body.errors ?? []]).toEqual([errors.length ? 422 : 200, errors]);
  });

  test.each(['0', '101', '-1', '1.5', '0x10', '1e1', ' 5', '+5', '５', 'Infinity', ''])('has no limit of %p', async (limit) => {
    expect((await anApp().ask(`/list?limit=${encodeURIComponent(limit)}`)).status).toBe(422);
  });

  test('is refused by routes that have none', async () => {
    expect((await anApp().ask('/anyone?x=1')).status).toBe(422);
  });

  test('with a thousand errors does not cause a long answer', async () => {
    const { body } = await anApp().ask(`/list?${Array.from({ length: 1_000 }, (_, i) => `x${i}=1`).join('&')}`);
    expect(body.errors).toHaveLength(20);
  });
});

describe('a service at its capacity', () => {
  const full = () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    return { finish: () => finish(), ...anApp({ requestsMax: 2, slow }) };
  };

  test('refuses further requests immediately, and says when to retry', async () => {
    const { ask, finish, entries } = full();
    const first = [ask('/anyone'), ask('/anyone')];
    const { status, headers, body } = await ask('/anyone');
    expect([status, headers.get('retry-after'), body.type]).toEqual([503, '1', 'urn:cloudservices:problem:busy']);
    finish();
    expect((await Promise.all(first)).map((answer) => answer.status)).toEqual([200, 200]);
    expect((await ask('/anyone')).status).toBe(200);
    expect(entries).toMatchObject([{ level: 'warn', fields: { route: '/anyone' } }]);
  });

  test('still answers health checks, and refuses unauthorized callers', async () => {
    const { ask, finish } = full();
    const first = [ask('/anyone'), ask('/anyone')];
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    expect((await ask('/signedIn')).status).toBe(401);
    finish();
    await Promise.all(first);
  });

  test('has capacity again after failed requests', async () => {
    const { ask } = anApp({ requestsMax: 1, fails: new Error('secret-canary') });
    expect([(await ask('/anyone')).status, (await ask('/anyone')).status]).toEqual([500, 500]);
  });

  test('is not blocked by a body that arrives slowly', async () => {
    const { ask } = anApp({ requestsMax: 1 });
    let send = (_: string) => {};
    const raw = new ReadableStream({
      start(controller) {
        send = (text) => {
          controller.enqueue(Buffer.from(text));
          controller.close();
        };
      },
    });
    const slow = ask('/body', { raw, headers: { 'content-type': 'application/json' } }, 'POST');
    expect((await ask('/anyone')).status).toBe(200);
    send('{"a":1}');
    expect((await slow).status).toBe(200);
  });
});

describe('a body', () => {
  const post = (raw: string, type: string) => anApp().ask('/body', { raw, headers: { 'content-type': type } }, 'POST');
  test.each<[string, string, number]>([
    ['{"a":1}', 'application/json', 200],
    ['{"a":1}', 'Application/JSON; charset=utf-8', 200],
    ['{"a":1}', 'application/merge-patch+json', 200],
    ['{"a":1}', 'application/jsonp', 415],
    ['{"a":1}', 'text/plain', 415],
    ['{"a":', 'application/json', 400],
    ['', 'application/json', 400],
    ['{"a":"1"}', 'application/json', 422],
    ['{"a":1,"b":2}', 'application/json', 422],
    ['null', 'application/json', 422],
    ['['.repeat(10_000), 'application/json', 400],
    ['{"a":1e400}', 'application/json', 422],
    ['{"__proto__":{"a":1}}', 'application/json', 422],
    ['{"a":1,"__proto__":{}}', 'application/json', 422],
    ['{"a":1,"constructor":{}}', 'application/json', 422],
    ['{"a":1,"a":2}', 'application/json', 400],
    ['{"a":1}', '', 415],
  ])('%.20s as %s is %i', async (raw, type, status) => {
    expect((await post(raw, type)).status).toBe(status);
  });

  test('may be 64 KB and no byte more, whatever it says about its length', async () => {
    const exactly = (bytes: number) => `{"a":1${' '.repeat(bytes - 7)}}`;
    expect((await post(exactly(65_536), 'application/json')).status).toBe(200);
    expect((await post(exactly(65_537), 'application/json')).status).toBe(413);
    const headers = { 'content-type': 'application/json', 'content-length': '65537' };
    expect((await anApp().ask('/body', { raw: '{"a":1}', headers }, 'POST')).status).toBe(413);
  });
});

describe('an optional body', () => {
  const post = (request: object) => anApp().ask('/optional-body', request, 'POST');
  test.each<[string, object, string]>([
    ['no body', {}, 'undefined'],
    ['an empty body', { raw: '' }, 'undefined'],
    ['an empty body that claims to be JSON', { raw: '', headers: { 'content-type': 'application/json' } }, 'undefined'],
    ['an empty body of another type', { raw: '', headers: { 'content-type': 'text/plain' } }, 'undefined'],
    ['an empty object', { body: {} }, 'undefined'],
    ['what it is for', { body: { a: 1 } }, '1'],
  ])('may be %s', async (_, request, read) => {
    expect(await post(request)).toMatchObject({ status: 200, body: { requestId: read } });
  });

  test.each<[string, object, number]>([
    ['of another type', { raw: '{"a":1}', headers: { 'content-type': 'text/plain' } }, 415],
    ['without a type', { raw: '{"a":1}', headers: { 'content-type': '' } }, 415],
    ['compressed', { body: { a: 1 }, headers: { 'content-encoding': 'gzip' } }, 415],
    ['malformed', { raw: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['with another member', { body: { b: 1 } }, 422],
    ['too large', { body: { a: 'x'.repeat(65_536) } }, 413],
  ])('is refused if it is %s', async (_, request, status) => {
    expect((await post(request)).status).toBe(status);
  });
});

describe('an error', () => {
  test.each<[string, unknown, number, string]>([
    ['a problem of ours', conflict('order-confirmed', 'It is too late', { deadline: 1 }), 409, 'order-confirmed'],
    ['an unreachable dependency', new DependencyUnavailableError('secret-canary'), 503, 'unavailable'],
    ['a lost connection', Object.assign(new Error('secret-canary'), { code: 'CONNECTION_CLOSED' }), 503, 'unavailable'],
    ['a race that was lost for good', new VersionConflictError('secret-canary'), 503, 'unavailable'],
    ['a cause that is still missing', new RetryLaterError('secret-canary'), 503, 'unavailable'],
    ['anything else', new Error('secret-canary'), 500, 'internal'],
    [
      'a query that fails',
      Object.assign(new Error('insert secret-canary'), { cause: { code: '23505', detail: 'secret-canary' } }),
      500,
      'internal',
    ],
  ])('that is %s is reported as such, without details', async (_, fails, status, slug) => {
    const { ask, entries } = anApp({ fails });
    const { body, headers } = await ask('/anyone');
    expect(body).toMatchObject({ status, type: `urn:cloudservices:problem:${slug}`, instance: '/anyone' });
    expect(headers.get('retry-after')).toBe(status === 503 ? '2' : null);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(entries.map(({ level, fields }) => [level, fields.route])).toEqual(
      status < 500 ? [] : [[status === 500 ? 'error' : 'warn', '/anyone']],
    );
  });
});

describe('the health of a service', () => {
  test('is good while it runs, and it is ready while its dependencies are', async () => {
    expect((await anApp().ask('/healthz')).body).toEqual({ status: 'ok', service: 'test' });
    expect((await anApp().ask('/readyz')).body).toEqual({ status: 'ready', service: 'test' });
  });

  test.each([[Object.assign(new Error('secret-canary'), { code: '28P01' })], [new TypeError('secret-canary')]])(
    'is 503 for a dependency that fails with %p',
    async (error) => {
      const { ask } = anApp({ ready: () => Promise.reject(error) });
      expect((await ask('/readyz')).status).toBe(503);
      expect((await ask('/healthz')).status).toBe(200);
    },
  );
});
