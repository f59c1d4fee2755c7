import type { RequestListener } from 'node:http';
import { describe, expect, jest, test } from '@jest/globals';
import { seen, settings, useGateway } from './running-gateway.ts';

const { running, authorizer, restart, get, getOrder, sendRaw } = useGateway();

describe('authorization', () => {
  test('the authorizer gets the same event as from API Gateway', async () => {
    const headers = ['Authorization', 'Bearer 1', 'X-Tag', 'a', 'x-tag', 'b', 'Cookie', 'c=1; d=2', 'User-Agent', 'test'];
    expect(await sendRaw('/v1/orders/a%20b?x=1&x=2&y=%20', headers)).toMatchObject({ status: 200 });
    expect(authorizer.mock.calls[0]?.[0]).toEqual({
      version: '2.0',
      type: 'REQUEST',
      routeArn: 'arn:aws:execute-api:us-east-1:123456789012:local/$default/GET/v1/orders/a%20b',
      identitySource: ['Bearer 1', 'GET /v1/orders/{orderId}'],
      routeKey: 'GET /v1/orders/{orderId}',
      rawPath: '/v1/orders/a%20b',
      rawQueryString: 'x=1&x=2&y=%20',
      cookies: ['c=1', 'd=2'],
      headers: expect.objectContaining({ authorization: 'Bearer 1', 'x-tag': 'a,b', host: 'shop.example' }),
      queryStringParameters: { x: '1,2', y: ' ' },
      pathParameters: { orderId: 'a b' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'local',
        domainName: 'shop.example',
        domainPrefix: 'shop',
        http: { method: 'GET', path: '/v1/orders/a%20b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        requestId: expect.stringMatching(/^[\w+/]{15}=$/),
        routeKey: 'GET /v1/orders/{orderId}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
    });
  });

  test('a request without a token is 401 and never reaches the authorizer', async () => {
    expect(await seen(await get('/v1/orders/7'))).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(await seen(await getOrder(''))).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(authorizer).not.toHaveBeenCalled();
  });

  test('a refused token is 403 and never reaches the service', async () => {
    running.answer = jest.fn<RequestListener>();
    authorizer.mockResolvedValue({ isAuthorized: false });
    expect(await seen(await getOrder())).toEqual({ status: 403, body: { message: 'Forbidden' } });
    expect(running.answer).not.toHaveBeenCalled();
  });

  test('a failing authorizer is 500 and is called again', async () => {
    const logged = jest.spyOn(console, 'error').mockReturnValue();
    authorizer.mockRejectedValueOnce(new Error('no keys'));
    expect(await seen(await getOrder())).toEqual({ status: 500, body: { message: 'Internal Server Error' } });
    expect(logged).toHaveBeenCalledWith('The authorizer failed:', expect.objectContaining({ message: 'no keys' }));
    expect((await getOrder()).status).toBe(200);
  });

  test('several Authorization headers are one identity, so that none hides behind another', async () => {
    await getOrder('Bearer 1');
    await sendRaw('/v1/orders/7', ['authorization', 'Bearer 1', 'authorization', 'Bearer 2']);
    expect(authorizer.mock.calls.map(([{ identitySource }]) => identitySource?.[0])).toEqual(['Bearer 1', 'Bearer 1,Bearer 2']);
  });

  test('is called once per token and route until its time to live has passed', async () => {
    await Promise.all([getOrder('Bearer 1', '7'), getOrder('Bearer 1', '8')]);
    await getOrder('Bearer 2');
    await get('/v1/payments/7', { headers: { authorization: 'Bearer 1' } });
    expect(authorizer).toHaveBeenCalledTimes(3);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_001);
    await getOrder('Bearer 1');
    expect(authorizer).toHaveBeenCalledTimes(4);
  });

  test('is called every time when nothing may be cached', async () => {
    await restart({ settings: { ...settings, authorizer: { ...settings.authorizer, cacheTtlSeconds: 0 } } });
    await getOrder();
    await getOrder();
    expect(authorizer).toHaveBeenCalledTimes(2);
  });

  test('without the route among the identity sources, an answer for one route would apply to all', async () => {
    const identitySources = ['$request.header.Authorization'];
    await restart({ settings: { ...settings, authorizer: { ...settings.authorizer, identitySources } } });
    await getOrder('Bearer 1');
    await get('/v1/payments/7', { headers: { authorization: 'Bearer 1' } });
    expect(authorizer).toHaveBeenCalledTimes(1);
  });

  test('any missing identity source is 401 and never reaches the authorizer', async () => {
    const identitySources = ['$request.header.Authorization', '$request.querystring.key'];
    await restart({ settings: { ...settings, authorizer: { ...settings.authorizer, identitySources } } });
    expect(await seen(await getOrder('Bearer 1'))).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(authorizer).not.toHaveBeenCalled();
    expect((await getOrder('Bearer 1', '7?key=a')).status).toBe(200);
    expect(authorizer.mock.calls.map(([{ identitySource }]) => identitySource)).toEqual([['Bearer 1', 'a']]);
  });
});
