import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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

/** Somebody who uses the platform as anybody would: over HTTP, through the gateway. */
export function createClient(gatewayUrl: string) {
  let token: string | undefined;

  async function call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(new URL(path, gatewayUrl), {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as T };
  }

  return {
    call,

    async signIn({ email, password }: { email: string; password: string }): Promise<void> {
      const { accessToken } = await expectStatus(
        call<{ accessToken: string }>('POST', '/v1/auth/login', { email, password }),
        200,
      );
      token = accessToken;
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

    order: (orderId: string) => expectStatus(call<OrderView>('GET', `/v1/orders/${orderId}`), 200),

    /** The order as soon as it is as wanted. Rejects, with what it looked like last, after `seconds`. */
    async orderWhen(orderId: string, wanted: (order: OrderView) => boolean, seconds = 20): Promise<OrderView> {
      const giveUp = Date.now() + seconds * 1000;
      for (;;) {
        const order = await this.order(orderId);
        if (wanted(order)) return order;
        if (Date.now() > giveUp)
          throw new Error(`Order ${orderId} is not as expected after ${seconds} s: ${JSON.stringify(order)}`);
        await pause(25);
      }
    },

    /** Many orders, one after the other, so that asking takes little from the system that is to answer. */
    async ordersWhen(orderIds: readonly string[], wanted: (order: OrderView) => boolean, seconds: number): Promise<OrderView[]> {
      const giveUp = Date.now() + seconds * 1000;
      const orders: OrderView[] = [];
      for (const orderId of orderIds) orders.push(await this.orderWhen(orderId, wanted, Math.max(0, giveUp - Date.now()) / 1000));
      return orders;
    },
  };
}

/** The body of an answer that must have this status. */
export async function expectStatus<T>(answer: Promise<Answer<T>>, status: number): Promise<T> {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`Expected ${status}, got ${actual}: ${JSON.stringify(body)}`);
  return body;
}
