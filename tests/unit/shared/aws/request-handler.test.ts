import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createRequestHandler } from '#shared/aws/request-handler.ts';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';

let server: Server | undefined;
const patient = createRequestHandler({ connectionMillisecondsMax: 5_000, requestMillisecondsMax: 60_000 });
const impatient = createRequestHandler({ connectionMillisecondsMax: 5_000, requestMillisecondsMax: 50 });

afterEach(() => {
  patient.destroy();
  impatient.destroy();
  server?.closeAllConnections();
  server?.close();
});

describe('a response', () => {
  it('is read completely, with its status and lower-case headers', async () => {
    const request = await requestTo(async (incoming, outgoing) => {
      const body = (await incoming.toArray()).join('');
      outgoing.writeHead(400, { 'X-Amzn-RequestId': 'r1' });
      outgoing.write(`${incoming.method} ${incoming.url} ${incoming.headers['x-amz-target']} `);
      outgoing.end(body);
    });
    const { response } = await patient.handle({ ...request, headers: { 'x-amz-target': 'Get' }, body: 'é' });
    expect(response).toMatchObject({ statusCode: 400, headers: { 'x-amzn-requestid': 'r1' } });
    expect(response.body.toString()).toBe('POST /here Get é');
  });

  it('leaves the connection to the next request', async () => {
    let connections = 0;
    const request = await requestTo((_, outgoing) => outgoing.end());
    server?.on('connection', () => connections++);
    await patient.handle(request);
    await patient.handle(request);
    expect(connections).toBe(1);
  });
});

describe('a missing response', () => {
  it.each<[string, RequestListener]>([
    ['at all', () => {}],
    ['but its beginning', (_, outgoing) => outgoing.write('half')],
  ])('%s in time counts as a timeout', async (_, listener) => {
    await expectUnavailable(impatient.handle(await requestTo(listener)));
  });

  it.each<[string, RequestListener]>([
    ['before the answer', ({ socket }) => socket.destroy()],
    ['within the answer', ({ socket }, outgoing) => outgoing.write('half', () => socket.destroy())],
  ])('because the connection broke %s counts as a timeout too', async (_, listener) => {
    await expectUnavailable(patient.handle(await requestTo(listener)));
  });

  it('because no one listens counts as a timeout too', async () => {
    const request = await requestTo(() => {});
    server?.close();
    await once(server as Server, 'close');
    await expectUnavailable(patient.handle(request));
  });
});

describe('an aborted request', () => {
  it.each([
    ['before it is sent', (abort: () => void) => abort()],
    ['while it waits', (abort: () => void) => server?.once('request', abort)],
  ])('%s ends as an AbortError', async (_, arrange) => {
    const request = await requestTo(() => {});
    const controller = new AbortController();
    arrange(() => controller.abort());
    await expect(patient.handle(request, { abortSignal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('during the response ends as an AbortError', async () => {
    const controller = new AbortController();
    const request = await requestTo((_, outgoing) => outgoing.write('half'));
    const handled = patient.handle(request, { abortSignal: controller.signal });
    // The response is in progress once its headers are sent.
    server?.once('request', (_, outgoing) => outgoing.write('more', () => controller.abort()));
    await expect(handled).rejects.toMatchObject({ name: 'AbortError' });
  });
});

async function requestTo(listener: RequestListener) {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/here', headers: {} };
}

async function expectUnavailable(handled: Promise<unknown>): Promise<void> {
  const error = await handled.catch((reason) => reason);
  expect(error).toMatchObject({ name: 'TimeoutError' });
  expect(isUnavailable(error)).toBe(true);
}
