import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createClient, NotJsonError } from '../../../../local/demo/client.ts';

let server: Server;
afterEach(() => void server.close());

/** Calls something that always answers with a web page. */
async function callPage(status: number) {
  server = createServer((_, response) => response.writeHead(status, { connection: 'close' }).end('<html></html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).call('GET', '/v1/ops/queues');
}

test.each([403, 502, 504])('a page with the status %d is a refusal with that status', async (status) => {
  expect(await callPage(status)).toMatchObject({ status, body: {} });
});

test('a page in place of a result says that it is not from the API', async () => {
  const called = callPage(200);
  await expect(called).rejects.toThrow(NotJsonError);
  await expect(called).rejects.toThrow(/^http:\/\/127\.0\.0\.1:\d+ answers 200, but not in JSON/);
});
