import { execFile } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const program = join(import.meta.dirname, '../../../../local/ops.ts');

let server: Server;
let url: string;
let answer: RequestListener;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Ended = { code: number; stdout: string; stderr: string };

const ops = (args: readonly string[], account: object = { OPS_EMAIL: 'ada@example.com', OPS_PASSWORD: 'secret' }) =>
  new Promise<Ended>((resolve) => {
    const env = { PATH: process.env.PATH, ...account };
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

/** Signs anyone in, and answers everything else with this. */
const api = (status: number, body: object): RequestListener => {
  return ({ url: path }, response) => {
    const isLogin = path === '/v1/auth/login';
    response.writeHead(isLogin ? 200 : status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isLogin ? { accessToken: 'token' } : body));
  };
};

describe('the operators’ program ends with', () => {
  test('0 and the result, for programs as JSON and nothing else', async () => {
    answer = api(200, { queues: [] });
    const { code, stdout, stderr } = await ops(['queues', '--json', '--url', url]);
    expect({ code, result: JSON.parse(stdout), stderr }).toEqual({ code: 0, result: { queues: [] }, stderr: '' });
    expect((await ops(['--help'])).code).toBe(0);
  });

  test.each<[string, RequestListener, string]>([
    ['was refused', api(403, { title: 'This requires the operator role' }), 'This requires the operator role (403).\n'],
    ['cannot be served', api(503, { title: 'Temporarily unavailable' }), 'Temporarily unavailable (503).\n'],
    [
      'was not accepted as it is',
      api(422, { title: 'Invalid request', errors: [{ path: 'from', message: 'must be a time' }] }),
      'Invalid request (422).\nfrom: must be a time\n',
    ],
    ['got no answer', (request) => request.socket.destroy(), 'No response: other side closed\n'],
  ])('1 and one sentence if the request %s', async (_, how, told) => {
    answer = how;
    expect(await ops(['queues', '--json', '--url', url])).toEqual({ code: 1, stdout: '', stderr: told });
  });

  test('1 if something else answers', async () => {
    answer = (_, response) => response.end('<html></html>');
    const { code, stderr } = await ops(['queues', '--url', url]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/answers 200, but not in JSON/) });
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test.each([
    ['no command', []],
    ['an unknown command', ['orderz']],
    ['an unknown option', ['queues', '--quick']],
    ['a missing reason', ['nudge', '01a21f9f']],
    ['half an address', ['queues', '--url', 'localhost:8080']],
  ])('2 and how to use it for %s', async (_, args) => {
    const { code, stdout, stderr } = await ops(args);
    expect({ code, told: `${stdout}${stderr}` }).toEqual({ code: 2, told: expect.stringContaining('npm run ops -- <command>') });
  });

  test('2 without an account for the deployment', async () => {
    const { code, stderr } = await ops(['queues', '--url', url], {});
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('OPS_EMAIL') });
  });
});
