import { afterEach, expect, jest, test } from '@jest/globals';
import { createThrottle } from '../../../../../local/resources/gateway/throttle.ts';
import { seen, settings, useGateway } from './running-gateway.ts';

const { authorizer, restart, get, getOrder } = useGateway();
afterEach(() => void jest.restoreAllMocks());

const seldom = { rate: 0.001, burst: 1 };

test('beyond its burst a route is 429 before anything else is checked, and other routes are not', async () => {
  await restart({
    settings: { ...settings, throttle: { rate: 1_000, burst: 1_000, routes: { 'GET /v1/orders/{orderId}': seldom } } },
  });
  expect((await getOrder()).status).toBe(200);
  authorizer.mockClear();
  const response = await get('/v1/orders/8');
  expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
  expect(await seen(response)).toEqual({ status: 429, body: { message: 'Too Many Requests' } });
  expect(authorizer).not.toHaveBeenCalled();
  expect((await get('/open/x')).status).toBe(200);
});

test('a route without its own numbers still has its own bucket', async () => {
  await restart({ settings: { ...settings, throttle: { ...seldom, routes: {} } } });
  expect([(await getOrder()).status, (await getOrder()).status]).toEqual([200, 429]);
  expect([(await get('/open/x')).status, (await get('/open/y')).status]).toEqual([200, 429]);
});

test('a bucket fills at its rate, and holds no more than its burst', () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const mayPass = createThrottle({ rate: 10, burst: 3, routes: {} });
  const passed = () => [1, 2, 3, 4].filter(() => mayPass('GET /')).length;
  expect(passed()).toBe(3);
  expect(passed()).toBe(0);
  now += 200;
  expect(passed()).toBe(2);
  now += 60_000;
  expect(passed()).toBe(3);
});
