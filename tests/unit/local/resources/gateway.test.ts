import { describe, expect, jest, test } from '@jest/globals';
import { seen, useGateway } from './gateway/running-gateway.ts';

const { running, start, restart, get, getOrder } = useGateway();

describe('its own answers', () => {
  test('an unknown route is 404', async () => {
    const response = await get('/v2/orders');
    expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
    expect(await seen(response)).toEqual({ status: 404, body: { message: 'Not Found' } });
  });

  test('an unreachable service is 503', async () => {
    expect(await seen(await get('/down'))).toEqual({ status: 503, body: { message: 'Service Unavailable' } });
    await restart({ services: { orders: 'http://127.0.0.1:1' } });
    expect(await seen(await getOrder())).toEqual({ status: 503, body: { message: 'Service Unavailable' } });
  });

  test('a service that is too slow is 503', async () => {
    running.answer = () => undefined;
    await restart({ timeoutSeconds: 0.05 });
    expect(await seen(await getOrder())).toEqual({ status: 503, body: { message: 'Service Unavailable' } });
  });

  test('a request on which the gateway itself fails is 500, and the next one is served', async () => {
    const logged = jest.spyOn(console, 'error').mockReturnValue();
    const services = jest.fn<() => Record<string, string>>().mockReturnValueOnce({ orders: 'no address' });
    await restart({ services: services.mockReturnValue({ orders: running.serviceUrl }) });
    expect(await seen(await getOrder())).toEqual({ status: 500, body: { message: 'Internal Server Error' } });
    expect(logged).toHaveBeenCalledTimes(1);
    expect((await getOrder()).status).toBe(200);
  });

  test('a service that dies midway never yields a seemingly complete response', async () => {
    running.answer = (_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half', () => response.destroy());
    };
    await expect(get('/open/x').then((response) => response.text())).rejects.toThrow();
  });

  test('a body over 10 MB is 413, announced or not', async () => {
    running.answer = (request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      request.on('end', () => response.end(String(bytes)));
    };
    const post = (body: Buffer | ReadableStream) => get('/open/x', { method: 'POST', body, duplex: 'half' } as RequestInit);
    const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, 'x');
    expect(await (await post(tenMegabytes)).text()).toBe(String(tenMegabytes.length));
    const tooLarge = { status: 413, body: { message: 'Request Entity Too Large' } };
    expect(await seen(await post(Buffer.alloc(tenMegabytes.length + 1)))).toEqual(tooLarge);
    expect(await seen(await post(new Blob([tenMegabytes, 'x']).stream()))).toEqual(tooLarge);
  });

  test('documents of its own are served unchanged', async () => {
    await restart({ documents: { '/openapi.json': { contentType: 'application/json', body: '{"openapi":"3.1.0"}' } } });
    expect(await seen(await get('/openapi.json?x=1'))).toEqual({ status: 200, body: { openapi: '3.1.0' } });
  });
});

describe('starting and stopping', () => {
  test('a port that is taken rejects with its code', async () => {
    await expect(start({ port: Number(new URL(running.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('a request in flight is finished, a new one is not accepted, and no idle connection delays the end', async () => {
    let finish = () => {};
    const arrived = new Promise<void>((resolve) => {
      running.answer = (_, response) => {
        finish = () => response.end('late but whole');
        resolve();
      };
    });
    const inFlight = get('/open/x');
    await arrived;
    const stopped = running.stop();
    await expect(get('/open/y')).rejects.toThrow();
    finish();
    expect(await (await inFlight).text()).toBe('late but whole');
    const answeredAt = performance.now();
    await stopped;
    expect(performance.now() - answeredAt).toBeLessThan(2_000);
  });
});
