import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { z } from '@hono/zod-openapi';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHttpServer } from '#shared/http/http-server.ts';
import { json, route } from '#shared/http/route.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { verifyToken } from '../../../support/http-caller.ts';
import { sayOverSocket } from '../../../support/raw-http.ts';
import { silentLog } from '../../../support/silent-log.ts';

const limits = { headersTimeoutSeconds: 0.3, requestTimeoutSeconds: 0.6, connectionsMax: 100 };

/** A service behind a real server. `handled` counts the requests to its only route, which echoes a text. */
function aService() {
  const { log, entries } = silentLog();
  const app = createServiceApp({ service: 'test', log, verifyToken, ready: async () => undefined });
  const state = { url: '', handled: 0, entries, slow: undefined as Promise<void> | undefined };
  const config = {
    method: 'post',
    path: '/echo',
    access: 'anyone',
    request: { body: json(z.strictObject({ a: z.string() }), 'A text') },
    responses: { 200: json(z.object({ a: z.string() }), 'The text') },
  } as const;
  app.openapi(route(config), async (c) => {
    state.handled++;
    await state.slow;
    return c.json(c.req.valid('json'), 200);
  });
  return Object.assign(state, { server: createHttpServer(app.fetch, limits) });
}

let service: ReturnType<typeof aService>;
beforeEach(async () => {
  service = aService();
  await once(service.server.listen(0, '127.0.0.1'), 'listening');
  service.url = `http://127.0.0.1:${(service.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  service.server.closeAllConnections();
  await once(service.server.close(), 'close');
  expect(service.entries).toEqual([]);
});

const say = (...pieces: (string | Buffer)[]) => sayOverSocket(service.url, ...pieces);
const post = (headers: string, body = '') =>
  `POST /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`;
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** The only allowed response: a problem document with everything that a response must have. */
async function refusal(...pieces: (string | Buffer)[]): Promise<[number, string]> {
  const [answer, ...more] = await say(...pieces);
  expect(more).toEqual([]);
  const { status = 0, headers = {}, body = '' } = answer ?? {};
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
  const { type, status: told } = JSON.parse(body);
  expect(told).toBe(status);
  return [status, type.replace('urn:cloudservices:problem:', '')];
}

describe('a body', () => {
  const valid = '{"a":"é"}';
  test('may arrive in chunks of any size', async () => {
    const pieces = [...valid].map(chunk);
    const answers = await say(post('transfer-encoding: chunked'), ...pieces, '0\r\n\r\n');
    expect(answers).toMatchObject([{ status: 200, body: valid }]);
  });

  test('that is too large is refused as soon as it is, announced or not', async () => {
    expect(await refusal(post('content-length: 65537'))).toEqual([413, 'body-too-large']);
    const pieces = Array.from({ length: 20 }, () => chunk('x'.repeat(8_192)));
    expect(await refusal(post('transfer-encoding: chunked'), ...pieces)).toEqual([413, 'body-too-large']);
    expect(service.handled).toBe(0);
  });

  test.each<[string, string, [number, string]]>([
    ['is negative', 'content-length: -1', [400, 'bad-request']],
    ['is no number', 'content-length: 0x10', [400, 'bad-request']],
    ['is said twice, differently', 'content-length: 9\r\ncontent-length: 10', [400, 'bad-request']],
    ['is larger than any', 'content-length: 99999999999999999999', [400, 'bad-request']],
    ['is said beside chunks', 'content-length: 9\r\ntransfer-encoding: chunked', [400, 'bad-request']],
    ['is said beside chunks that are not', 'transfer-encoding: chunked, identity', [400, 'bad-request']],
    ['is longer than the body', 'content-length: 99', [408, 'request-timeout']],
  ])('whose length %s is refused and never handled', async (_, headers, told) => {
    expect(await refusal(post(headers, valid))).toEqual(told);
    expect(service.handled).toBe(0);
  });

  test.each(['close', 'keep-alive'])('whose length is shorter than it is ends there, with connection: %s', async (connection) => {
    const truncated = post('content-length: 5', valid).replace('connection: close', `connection: ${connection}`);
    expect((await say(truncated)).filter(({ status }) => status !== 400)).toEqual([]);
    expect(service.handled).toBe(0);
  });

  test.each(['zz\r\n', '-1\r\n', '5;\0\r\n'])('whose chunks are malformed is refused: %j', async (garbage) => {
    expect(await refusal(post('transfer-encoding: chunked', chunk('{"a":')), garbage)).toEqual([400, 'bad-request']);
    expect(service.handled).toBe(0);
  });

  test.each(['gzip', 'br', 'deflate', 'zstd', 'GZIP', 'identity, gzip', 'x'])(
    'that is compressed is refused: %s',
    async (how) => {
      const bomb = gzipSync(Buffer.alloc(10_000_000));
      const headers = post(`content-encoding: ${how}\r\ncontent-length: ${bomb.length}`);
      expect(await refusal(headers, bomb)).toEqual([415, 'unsupported-encoding']);
    },
  );

  test('that breaks off is only its caller’s error', async () => {
    const broken = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"a":'));
        setImmediate(() => broken.abort());
      },
    });
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', body, headers, duplex: 'half', signal: broken.signal } as RequestInit;
    await expect(fetch(`${service.url}/echo`, request)).rejects.toThrow();
    expect(await say(post(`content-length: ${Buffer.byteLength(valid)}`, valid))).toMatchObject([{ status: 200 }]);
    expect(service.handled).toBe(1);
  });
});

describe('a connection', () => {
  test.each<[string, string[]]>([
    ['says nothing', []],
    ['never ends its headers', ['GET /healthz HTTP/1.1\r\nhost: a\r\n', 'x-slow: ']],
    ['never ends its body', [post('content-length: 9', '{"a"')]],
    ['never ends its chunks', [post('transfer-encoding: chunked', chunk('{"a"'))]],
  ])('that %s is told so and closed', async (_, pieces) => {
    expect(await refusal(...pieces)).toEqual([408, 'request-timeout']);
  });

  test.each<[string, string, [number, string]]>([
    ['something else than HTTP', '\x16\x03\x01\x02\x00 hello\r\n\r\n', [400, 'bad-request']],
    ['an unknown method', 'BREW /healthz HTTP/1.1\r\nhost: a\r\n\r\n', [400, 'bad-request']],
    ['another version', 'GET /healthz HTTP/9.9\r\nhost: a\r\n\r\n', [400, 'bad-request']],
    ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n', [400, 'bad-request']],
    ['a header name with a space', 'GET /healthz HTTP/1.1\r\nhost: a\r\nx y: b\r\n\r\n', [400, 'bad-request']],
    ['a header folded over lines', 'GET /healthz HTTP/1.1\r\nhost: a\r\n x: b\r\n\r\n', [400, 'bad-request']],
    ['bare line feeds', 'GET /healthz HTTP/1.1\nhost: a\n\n', [400, 'bad-request']],
    ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\n', [400, 'bad-request']],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', [400, 'bad-request']],
    ['a host that is none', 'GET /healthz HTTP/1.1\r\nhost: a/b@c\r\nconnection: close\r\n\r\n', [400, 'bad-request']],
    ['an address that is none', 'GET http:///%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', [400, 'bad-request']],
    ['a backslash in an address', 'GET /a\\b HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', [400, 'bad-request']],
    ['an expectation', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n', [417, 'expectation-failed']],
    ['a long header', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`, [431, 'headers-too-large']],
    ['many headers', `GET / HTTP/1.1\r\nhost: a\r\n${'a:\r\n'.repeat(4_200)}\r\n`, [431, 'headers-too-large']],
    ['a long address', `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, [431, 'headers-too-large']],
  ])('that sends %s is told so and closed', async (_, said, told) => {
    expect(await refusal(said)).toEqual(told);
  });

  test.each(['/%', '/%ff', '/%zz', '/..%2f', '/%00', '/echo%', '/../../x', '//a/b'])(
    'may ask for %s, which is nowhere',
    async (path) => {
      const nowhere = refusal(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      expect(await nowhere).toEqual([404, 'not-found']);
    },
  );

  test('with garbage after a request never takes the garbage’s response for the request’s', async () => {
    let release = () => {};
    service.slow = new Promise((resolve) => {
      release = resolve;
    });
    const good = post('content-length: 9', '{"a":"b"}').replace('connection: close', 'connection: keep-alive');
    const answers = say(good, 'GARBAGE\r\n\r\n');
    expect(await answers).toEqual([]);
    release();
    expect(service.handled).toBe(1);
  });
});
