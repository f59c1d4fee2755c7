import { beforeEach, describe, expect, test } from '@jest/globals';
import { useGateway } from './running-gateway.ts';

const { running, authorizer, restart, get } = useGateway();

const corsOrigins = ['https://shop.example', 'http://localhost:*'];
beforeEach(() => restart({ corsOrigins }));

const preflight = (origin: string, path = '/v1/orders/7') =>
  get(path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  });

const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'));

describe('a preflight', () => {
  test.each(['/v1/orders/7', '/nowhere'])('of %s is answered by the gateway itself', async (path) => {
    const response = await preflight('https://shop.example', path);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(corsHeaders(response)).toEqual({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET,ANY',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '60',
      vary: 'Origin',
    });
    expect(authorizer).not.toHaveBeenCalled();
  });

  test.each([
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'http://localhost:8080.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1:3000',
    'null',
  ])('from %s gets no CORS headers', async (origin) => {
    const response = await preflight(origin);
    expect([response.status, corsHeaders(response)]).toEqual([204, { vary: 'Origin' }]);
  });

  test.each(['http://localhost', 'http://localhost:3000', 'http://localhost:65535'])('may come from %s', async (origin) => {
    expect(corsHeaders(await preflight(origin))).toMatchObject({ 'access-control-allow-origin': origin });
  });

  test('must be marked as one: any other OPTIONS needs a route', async () => {
    expect((await get('/v1/orders/7', { method: 'OPTIONS', headers: { origin: 'https://shop.example' } })).status).toBe(404);
    expect((await get('/v1/orders/7', { method: 'OPTIONS' })).status).toBe(404);
  });
});

describe('a response', () => {
  const answered = {
    'access-control-allow-origin': 'https://shop.example',
    'access-control-expose-headers': 'etag,location',
    vary: 'Origin',
  };
  const ask = (path: string, headers: Record<string, string> = {}) =>
    get(path, { headers: { origin: 'https://shop.example', ...headers } });

  test('has the gateway’s CORS headers instead of the service’s, and keeps the service’s others', async () => {
    running.answer = (_, response) => {
      response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true', vary: 'Accept' });
      response.end();
    };
    expect(corsHeaders(await ask('/open/x'))).toEqual({ ...answered, vary: 'Origin, Accept' });
    expect(corsHeaders(await ask('/open/x', { origin: 'https://evil.example' }))).toEqual({ vary: 'Origin, Accept' });
    expect(corsHeaders(await get('/open/x'))).toEqual({ vary: 'Accept' });
  });

  test('of the gateway itself has them too, so that a page can see why it failed', async () => {
    expect(corsHeaders(await ask('/v1/orders/7'))).toEqual(answered);
    expect(corsHeaders(await ask('/nowhere'))).toEqual(answered);
  });

  test('is the service’s own where no origin is allowed', async () => {
    await restart({ corsOrigins: [] });
    running.answer = (_, response) => response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
    expect(corsHeaders(await ask('/open/x'))).toEqual({ 'access-control-allow-origin': '*' });
    expect((await preflight('https://shop.example')).status).toBe(404);
  });

  test.each([
    ['*', '*'],
    ['https://*', 'https://shop.example'],
  ])('may be for %s', async (allowed, told) => {
    await restart({ corsOrigins: [allowed] });
    expect(corsHeaders(await ask('/open/x'))).toMatchObject({ 'access-control-allow-origin': told });
    expect(corsHeaders(await ask('/open/x', { origin: 'http://shop.example' }))['access-control-allow-origin']).toBe(
      allowed === '*' ? '*' : undefined,
    );
  });
});
