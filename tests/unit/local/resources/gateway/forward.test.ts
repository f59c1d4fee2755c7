import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { useGateway } from './running-gateway.ts';

const { running, get, sendRaw } = useGateway();

describe('forwarding', () => {
  test('passes method, path, query, headers, body, status and response through', async () => {
    running.answer = async (request, response) => {
      const { method, url, headers } = request;
      response.writeHead(201, { 'x-seen': `${method} ${url} ${headers['x-tag']}`, 'set-cookie': ['a=1', 'b=2'] });
      response.end((await text(request)).toUpperCase());
    };
    const response = await get('/open/a%2Fb?q=1', { method: 'POST', body: 'hello', headers: { 'x-tag': 'blue' } });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toBe('POST /open/a%2Fb?q=1 blue');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('HELLO');
  });

  test('states who asked and the request id itself, whatever the client claims', async () => {
    running.answer = ({ headers }, response) => response.end(JSON.stringify(headers));
    const address = ['x-client-address', '6.6.6.6', 'X-Client-Address', '6.6.6.6', 'x-forwarded-for', '6.6.6.6'];
    const lies = ['x-request-id', 'mine', 'forwarded', 'for=6.6.6.6', 'x-forwarded-proto', 'https', ...address];
    const { body } = await sendRaw('/open/x', [...lies, 'connection', 'close, x-hop', 'x-hop', '1', 'te', 'trailers']);
    const headers = JSON.parse(body);
    expect(headers).toMatchObject({
      'x-request-id': expect.stringMatching(/^[\w+/]{15}=$/),
      'x-client-address': '127.0.0.1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'shop.example',
      forwarded: 'by=127.0.0.1;for=127.0.0.1;host=shop.example;proto=http',
      via: 'HTTP/1.1 AmazonAPIGateway',
      connection: 'keep-alive',
    });
    expect(headers).not.toHaveProperty('x-hop');
    expect(headers).not.toHaveProperty('te');
  });

  test('gives the client the same request id as the service', async () => {
    running.answer = ({ headers }, response) => response.end(headers['x-request-id']);
    const response = await get('/open/x');
    expect(response.headers.get('apigw-requestid')).toBe(await response.text());
  });

  test('streams a response while it is still being produced', async () => {
    running.answer = (_, response) => response.write('first');
    const reader = (await get('/open/x')).body?.getReader();
    expect(String(Buffer.from((await reader?.read())?.value ?? []))).toBe('first');
    await reader?.cancel();
  });

  test('tells the service when the client disconnects', async () => {
    const gone = new Promise<void>((resolve) => {
      running.answer = (request, response) => {
        request.on('close', resolve);
        response.write('first');
      };
    });
    const client = new AbortController();
    await get('/open/x', { signal: client.signal });
    client.abort();
    await gone;
  });

  test('a client cannot disguise where its request ends', async () => {
    running.answer = async (request, response) => response.end(`${request.method} ${await text(request)}`);
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.write('DELETE /open/x HTTP/1.1\r\nhost: a\r\nconnection: content-length, close\r\ncontent-length: 5\r\n\r\nhello');
    expect(await text(socket)).toMatch(/DELETE hello$/);
  });
});
