import { describe, expect, test } from '@jest/globals';
import { createClient, isProblem, orThrow, type Schemas } from '../../client/index.ts';
import { blocksIn, pages, read } from './support/pages.ts';

/** Answers everything with the same response, and records the requests. */
function answering(status: number, body: unknown, type = 'application/json') {
  const requests: Request[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': type } });
  };
  return { client: createClient({ baseUrl: 'http://shop', fetch }), requests };
}

const orderId = '01a2009f-0c90-7c9e-b880-46e95d71d928';
const lines = [{ productId: '01990000-0000-7000-8000-000000000002', quantity: 1 }];
const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const body = { lines, paymentMethod: 'pm_card_visa', shipTo };
const params = { header: { 'idempotency-key': 'k1' } };

describe('the typed client', () => {
  test('sends what the types require, and returns what they promise', async () => {
    const { client, requests } = answering(202, { orderId });
    const order: Schemas['Order'] = await orThrow(client.POST('/v1/orders', { params, body }));
    expect(order.orderId).toBe(orderId);
    const [request] = requests;
    expect([request?.method, request?.url, request?.headers.get('idempotency-key')]).toEqual([
      'POST',
      'http://shop/v1/orders',
      'k1',
    ]);
    expect(await request?.json()).toEqual(body);
  });

  test('puts path and query parameters in their places', async () => {
    const { client, requests } = answering(200, {});
    await client.GET('/v1/orders/{orderId}/timeline', { params: { path: { orderId } } });
    await client.GET('/v1/catalog/products', { params: { query: { category: 'a & b', limit: 5 } } });
    expect(requests.map(({ url }) => url)).toEqual([
      `http://shop/v1/orders/${orderId}/timeline`,
      'http://shop/v1/catalog/products?category=a%20%26%20b&limit=5',
    ]);
  });

  test('knows the refusals of each path by name', async () => {
    const said = {
      type: 'urn:cloudservices:problem:out-of-stock',
      title: 'x',
      status: 409,
      lines: [{ ...lines[0], available: 0 }],
    };
    const { client } = answering(409, said, 'application/problem+json');
    const { error } = await client.POST('/v1/orders', { params, body });
    const available = isProblem(error, 'out-of-stock') ? error.lines?.map((line) => line.available) : [];
    expect(available).toEqual([0]);
  });

  test('returns nothing for a response without a body', async () => {
    const { client } = answering(204, undefined);
    const nothing: undefined = await orThrow(
      client.DELETE('/v1/catalog/products/{productId}', { params: { path: { productId: orderId } } }),
    );
    expect(nothing).toBeUndefined();
  });
});

/** Never run: the type check verifies that these lines are errors, because an unused @ts-expect-error is one itself. */
const whatDoesNotCompile = async (client: ReturnType<typeof createClient>): Promise<void> => {
  // @ts-expect-error there is no such address
  await client.GET('/v1/order');
  // @ts-expect-error nor such a method
  await client.PUT('/v1/orders', {});
  // @ts-expect-error an order is placed with a key
  await client.POST('/v1/orders', { body });
  // @ts-expect-error a quantity is a number
  await client.POST('/v1/orders', { params, body: { ...body, lines: [{ ...lines[0], quantity: '1' }] } });
  // @ts-expect-error an order cannot set its price
  await client.POST('/v1/orders', { params, body: { lines, paymentMethod: 'x', shipTo, total: 1 } });
  // @ts-expect-error and needs an address
  await client.POST('/v1/orders', { params, body: { lines, paymentMethod: 'x' } });
  // @ts-expect-error there is no such parameter
  await client.GET('/v1/orders', { params: { query: { page: 2 } } });
  // @ts-expect-error the path has another
  await client.GET('/v1/orders/{orderId}', { params: { path: { id: orderId } } });
  const { data, error } = await client.GET('/v1/orders/{orderId}', { params: { path: { orderId } } });
  // @ts-expect-error an answer may be a refusal
  data.status;
  // @ts-expect-error there is no such status
  data?.status === 'LOST';
  // @ts-expect-error there is no such refusal
  isProblem(error, 'out-of-luck');
};

test('does not compile what the API does not accept', () => {
  expect(whatDoesNotCompile).toBeInstanceOf(Function);
});

describe('the example of the client', () => {
  const example = read('client/example.ts').trimEnd();

  test('in docs/api.md is the program that is compiled and run', () => {
    expect(blocksIn('docs/api.md', 'ts')).toContain(example);
  });

  test('appears only on that page', () => {
    expect(pages.filter((page) => blocksIn(page, 'ts').includes(example))).toEqual(['docs/api.md']);
  });
});
