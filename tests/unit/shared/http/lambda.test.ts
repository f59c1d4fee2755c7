import { z } from '@hono/zod-openapi';
import { describe, expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { setCookie } from 'hono/cookie';
import { toLambda } from '#shared/http/lambda.ts';
import { json, route } from '#shared/http/route.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { type Asked, anHttpEvent } from '../../../support/an-http-event.ts';
import { tokenOf, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** Every byte value: most of them are not valid UTF-8. */
const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

function aFunction() {
  const app = createServiceApp({ service: 'test', log: silentLog().log, verifyToken, ready: async () => undefined });
  app.get('/echo/*', (c) => {
    const { pathname, search, protocol } = new URL(c.req.url);
    return c.json({
      headers: c.req.header(),
      pathname,
      search,
      protocol,
      values: c.req.queries('x'),
      requestId: c.var.requestId,
    });
  });
  app.get('/piece/:piece', (c) => c.json(c.req.param('piece')));
  app.get('/cookies', (c) => {
    setCookie(c, 'a', '1', { httpOnly: true });
    setCookie(c, 'b', '2');
    return c.json(c.req.header('cookie') ?? null);
  });
  app.get('/bytes', (c) => c.body(bytes, 200, { 'content-type': 'image/png' }));
  app.get('/streamed', (c) => c.body(inPieces(bytes), 200, { 'content-type': 'application/octet-stream' }));
  app.get('/packed', (c) => c.body(bytes, 200, { 'content-type': 'text/plain', 'content-encoding': 'br' }));
  app.get('/text', (c) => c.text('Grüße ☕'));
  app.delete('/nothing', (c) => c.body(null, 204));
  app.get('/broken', () => {
    throw new Error('secret-canary');
  });
  app.post('/bytes', async (c) => c.json([...new Uint8Array(await c.req.arrayBuffer())]));
  const answer = json(z.object({ a: z.int(), userId: z.string().optional() }), 'What was sent, and by whom');
  app.openapi(
    route({
      method: 'post',
      path: '/orders',
      access: 'signedIn',
      scope: 'account',
      request: { body: json(z.strictObject({ a: z.int() }), 'A') },
      responses: { 200: answer },
    }),
    (c) => c.json({ a: c.req.valid('json').a, userId: c.var.actor?.userId }, 200),
  );
  const handler = toLambda(app);
  return async (asked: Asked) => {
    const { statusCode, headers = {}, cookies, body = '', isBase64Encoded } = await handler(anHttpEvent(asked), {} as Context);
    const content = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
    const isJson = /json/.test(String(headers['content-type']));
    return { status: statusCode, headers, cookies, isBase64Encoded, content, body: isJson && body ? JSON.parse(body) : body };
  };
}

/** Two chunks, the second delayed, so that the length is unknown beforehand. */
function inPieces(content: Buffer): ReadableStream<Uint8Array> {
  const pieces = [content.subarray(0, 100), content.subarray(100)];
  return new ReadableStream({
    async pull(controller) {
      const piece = pieces.shift();
      await new Promise((resolve) => setImmediate(resolve));
      if (piece) controller.enqueue(new Uint8Array(piece));
      else controller.close();
    },
  });
}

const ask = aFunction();

describe('a request to a function', () => {
  test('comes from the address that API Gateway saw, whatever the caller claims', async () => {
    for (const headers of [{}, { 'x-client-address': '6.6.6.6' }]) {
      expect((await ask({ path: '/echo/', headers })).body.headers['x-client-address']).toBe('192.0.2.1');
    }
  });

  test('keeps its headers, with repeated ones joined by commas', async () => {
    const headers = { authorization: 'Bearer abc.def', 'x-twice': 'one,two', 'user-agent': 'agent' };
    const { body } = await ask({ path: '/echo/', headers });
    expect(body.headers).toMatchObject({
      ...headers,
      host: 'id.execute-api.us-east-1.amazonaws.com',
      'x-forwarded-for': '192.0.2.1',
    });
    expect(body.protocol).toBe('https:');
  });

  test('has the id that API Gateway gave it, whatever the caller claims', async () => {
    for (const headers of [{}, { 'x-request-id': 'forged' }]) {
      const answer = await ask({ path: '/echo/', headers });
      expect([answer.body.requestId, answer.headers['x-request-id']]).toEqual(['JKJaXmPLvHcESHA=', 'JKJaXmPLvHcESHA=']);
    }
  });

  test('keeps its cookies, and can set several', async () => {
    const { body, cookies, headers } = await ask({ path: '/cookies', cookies: ['theme=dark', 'lang=en'] });
    expect(body).toBe('theme=dark; lang=en');
    expect(cookies).toEqual(['a=1; Path=/; HttpOnly', 'b=2; Path=/']);
    expect(headers).not.toHaveProperty('set-cookie');
    expect((await ask({ path: '/cookies' })).body).toBeNull();
  });

  test.each([
    ['x=1&x=2&y=3', ['1', '2']],
    ['x=a%2Cb&x=c', ['a,b', 'c']],
    ['x=%26%3D%23%E2%98%95+%20', ['&=#☕  ']],
    ['x=', ['']],
  ])('keeps its query %s', async (query, values) => {
    const { body } = await ask({ path: '/echo/', query });
    expect([body.search, body.values]).toEqual([`?${query}`, values]);
  });

  test.each([
    ['/piece/kaffee ☕', 'kaffee ☕'],
    ['/piece/a?admin=true', 'a?admin=true'],
    ['/piece/a#b', 'a#b'],
    ['/piece/100%', '100%'],
    ['/piece/a\\b', 'a\\b'],
    ['/piece/kaffee%20%E2%98%95', 'kaffee ☕'],
    ["/piece/a-._~!$&'()*+,;=:@", "a-._~!$&'()*+,;=:@"],
    ['/piece/\ud800', '\ufffd'],
  ])('is routed by the decoded path %s', async (path, piece) => {
    const { status, body } = await ask({ path, query: 'x=1' });
    expect([status, body]).toEqual([200, piece]);
  });

  test.each([
    ['dev', '/dev/echo/products', '/echo/products'],
    ['echo', '/echo/products', undefined],
    ['ec', '/echo/products', '/echo/products'],
    ['dev', '/echo/dev/products', '/echo/dev/products'],
    ['$default', '/echo/$default', '/echo/$default'],
    ['$default', '/$default/echo/', undefined],
  ])('at the stage %s is routed to %s', async (stage, path, pathname) => {
    const { status, body } = await ask({ stage, path });
    expect([status, body.pathname]).toEqual(pathname ? [200, pathname] : [404, undefined]);
  });

  test('reaches its stage’s root', async () => {
    expect((await ask({ stage: 'dev', path: '/dev' })).body.instance).toBe('/');
  });

  test('keeps its token and its body', async () => {
    const headers = { authorization: `Bearer ${tokenOf('u1', 'customer')}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ a: 1 });
    for (const sent of [body, Buffer.from(body)]) {
      expect((await ask({ method: 'POST', path: '/orders', headers, body: sent })).body).toEqual({ a: 1, userId: 'u1' });
    }
  });

  test('keeps binary bodies', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await ask({ method: 'POST', path: '/bytes', headers, body: bytes })).body).toEqual([...bytes]);
  });

  test('is refused when its body is too large, whatever length it claims', async () => {
    const body = 'x'.repeat(64 * 1024 + 1);
    const authorization = `Bearer ${tokenOf('u1', 'customer')}`;
    for (const claim of [{}, { 'content-length': '2' }, { 'transfer-encoding': 'chunked' }]) {
      const headers = { authorization, 'content-type': 'application/json', ...claim };
      const refusal = await ask({ method: 'POST', path: '/orders', headers, body });
      expect([refusal.status, refusal.body.type]).toEqual([413, 'urn:cloudservices:problem:body-too-large']);
    }
  });
});

describe('a function’s response', () => {
  test.each(['/bytes', '/streamed', '/packed'])('may be bytes: %s', async (path) => {
    const { status, content, isBase64Encoded } = await ask({ path });
    expect([status, isBase64Encoded, content.equals(bytes)]).toEqual([200, true, true]);
  });

  test('is text where possible', async () => {
    const { body, isBase64Encoded } = await ask({ path: '/text' });
    expect([body, isBase64Encoded]).toEqual(['Grüße ☕', false]);
  });

  test('to HEAD has no body', async () => {
    const { status, content, headers } = await ask({ method: 'HEAD', path: '/text' });
    expect([status, content.length, headers['content-type']]).toEqual([200, 0, 'text/plain; charset=UTF-8']);
  });

  test('may be empty', async () => {
    const { status, content, isBase64Encoded } = await ask({ method: 'DELETE', path: '/nothing' });
    expect([status, content.length, isBase64Encoded]).toEqual([204, 0, false]);
  });

  test('is a problem document for a failure', async () => {
    for (const [path, status, type] of [
      ['/broken', 500, 'internal'],
      ['/nowhere', 404, 'not-found'],
    ] as const) {
      const { headers, body, ...answer } = await ask({ path });
      expect(answer.status).toBe(status);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(answer.isBase64Encoded).toBe(false);
      expect(body).toMatchObject({ type: `urn:cloudservices:problem:${type}`, status, instance: path });
      expect(JSON.stringify(body)).not.toContain('secret-canary');
    }
  });

  test('refuses an invalid token', async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer garbage' };
    const { status, body } = await ask({ method: 'POST', path: '/orders', headers, body: '{"a":1}' });
    expect([status, body.status]).toEqual([401, 401]);
  });
});
