import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '#events/orders.ts';
import type { OrderView } from '../../containers/orders/view.ts';

export type Answer<T = Record<string, unknown>> = { status: number; headers: Headers; body: T };

export type Placement = {
  lines: { productId: string; quantity: number }[];
  paymentMethod?: string;
  shipTo?: Partial<Address>;
  idempotencyKey?: string;
};

export type Client = ReturnType<typeof createClient>;

const london = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

/** An ordinary user of the platform: over HTTP, through the gateway. `everyMilliseconds`: how often it polls an order. */
export function createClient(gatewayUrl: string, { everyMilliseconds = 25 }: { everyMilliseconds?: number } = {}) {
  let token: string | undefined;

  const call = <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const authorization = token ? { authorization: `Bearer ${token}` } : undefined;
    return send<T>(new URL(path, gatewayUrl), { method, body, headers: { ...authorization, ...headers } });
  };
  const order = (orderId: string) => expectStatus(call<OrderView>('GET', `/v1/orders/${orderId}`), 200);

  return {
    call,
    order,

    async signIn({ email, password }: { email: string; password: string }): Promise<void> {
      token = (await expectStatus(call<{ accessToken: string }>('POST', '/v1/auth/login', { email, password }), 200)).accessToken;
    },

    place({
      lines,
      paymentMethod = 'pm_card_visa',
      shipTo = {},
      idempotencyKey = randomUUID(),
    }: Placement): Promise<Answer<OrderView>> {
      const body = { lines, paymentMethod, shipTo: { ...london, ...shipTo } };
      return call<OrderView>('POST', '/v1/orders', body, { 'idempotency-key': idempotencyKey });
    },

    /** The order, once it satisfies `wanted`. Rejects after `seconds` with its latest state. */
    orderWhen: (orderId: string, wanted: (order: OrderView) => boolean, seconds = 20) =>
      when(() => order(orderId), wanted, { seconds, everyMilliseconds }),

    /** The same for many orders, one at a time, so that polling takes little from the system under test. */
    async ordersWhen(orderIds: readonly string[], wanted: (order: OrderView) => boolean, seconds: number): Promise<OrderView[]> {
      const giveUp = Date.now() + seconds * 1000;
      const orders: OrderView[] = [];
      const secondsLeft = () => Math.max(0, giveUp - Date.now()) / 1000;
      for (const orderId of orderIds)
        orders.push(await when(() => order(orderId), wanted, { seconds: secondsLeft(), everyMilliseconds: 200 }));
      return orders;
    },
  };
}

async function send<T>(
  url: URL,
  { method, body, headers }: { method: string; body: unknown; headers: Record<string, string> },
): Promise<Answer<T>> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
  const response = await fetch(url, { method, headers, ...json });
  return { status: response.status, headers: response.headers, body: bodyIn<T>(response, await response.text()) };
}

/** What answered is not our API. */
export class NotJsonError extends Error {
  override name = 'NotJsonError';
}

/** @throws NotJsonError */
function bodyIn<T>({ ok, status, url }: Response, text: string): T {
  try {
    return (text ? JSON.parse(text) : {}) as T;
  } catch (cause) {
    // A load balancer or a CDN that cannot reach us answers with a page; its status says enough.
    if (!ok) return {} as T;
    const { origin } = new URL(url);
    throw new NotJsonError(`${origin} answers ${status}, but not in JSON: is this the address of the API?`, { cause });
  }
}

type Patience = { seconds: number; everyMilliseconds: number };

async function when(
  look: () => Promise<OrderView>,
  wanted: (order: OrderView) => boolean,
  { seconds, everyMilliseconds }: Patience,
): Promise<OrderView> {
  const giveUp = Date.now() + seconds * 1000;
  for (;;) {
    const order = await look();
    if (wanted(order)) return order;
    if (Date.now() > giveUp)
      throw new Error(`Order ${order.orderId} is not as expected after ${seconds} s: ${JSON.stringify(order)}`);
    await sleep(everyMilliseconds);
  }
}

/** The body of a response that must have this status. */
export async function expectStatus<T>(answer: Promise<Answer<T>>, status: number): Promise<T> {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`Expected ${status}, got ${actual}: ${JSON.stringify(body)}`);
  return body;
}
