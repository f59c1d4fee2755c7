import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { getJson } from '#shared/tokens/get-json.ts';

let server: Server | undefined;
afterEach(() => void server?.close().closeAllConnections());

async function answering(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
}

test('reads JSON, in however many chunks it arrives', async () => {
  const url = await answering((request, response) => {
    const bytes = Buffer.from(JSON.stringify({ path: request.url, price: '1 €' }));
    for (const byte of bytes) response.write(Buffer.of(byte));
    response.end();
  });
  await expect(getJson(url, 5_000)).resolves.toEqual({ path: '/keys', price: '1 €' });
});

test.each<[string, RequestListener, string]>([
  ['an error', (_, response) => response.writeHead(500).end('{}'), 'answered 500'],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/' }).end('{}'), 'answered 302'],
  ['something that is not JSON', (_, response) => response.end('<html>'), 'JSON'],
  [
    'half an answer',
    (_, response) => response.writeHead(200, { 'content-length': 9 }).write('{}', () => response.destroy()),
    'aborted',
  ],
  ['nothing', (request) => request.socket.destroy(), 'socket hang up'],
])('rejects for %s', async (_, listener, reason) => {
  await expect(getJson(await answering(listener), 5_000)).rejects.toThrow(reason);
});

test.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['never ends', (_, response) => response.writeHead(200).write('{')],
])('does not wait longer than allowed for a server that %s', async (_, listener) => {
  await expect(getJson(await answering(listener), 50)).rejects.toThrow('took longer than 50 ms');
});

test('rejects when no one listens', async () => {
  await expect(getJson('http://127.0.0.1:1/keys', 5_000)).rejects.toThrow('ECONNREFUSED');
});
