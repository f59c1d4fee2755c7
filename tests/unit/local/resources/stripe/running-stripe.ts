import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import Stripe from 'stripe';
import { startStripe } from '../../../../../local/resources/stripe.ts';

export const order = { amount: 2599, currency: 'usd', capture_method: 'manual', metadata: { orderId: 'order-1' } } as const;

/** A separate stand-in for every test of the file, used through the real SDK. */
export function useStripe() {
  const running = { dataFolder: '', url: '', stop: async () => {}, stripe: clientOf('http://127.0.0.1:1') };

  async function start(): Promise<void> {
    Object.assign(running, await startStripe({ dataFolder: running.dataFolder }));
    running.stripe = clientOf(running.url);
  }

  beforeEach(async () => {
    running.dataFolder = await mkdtemp(join(tmpdir(), 'stripe-'));
    await start();
  });

  afterEach(async () => {
    await running.stop();
    await rm(running.dataFolder, { recursive: true });
  });

  const create = (paymentMethod = 'pm_card_visa', options?: Stripe.RequestOptions) =>
    running.stripe.paymentIntents.create({ ...order, payment_method: paymentMethod, confirm: false }, options);
  const held = async (paymentMethod?: string) => running.stripe.paymentIntents.confirm((await create(paymentMethod)).id);
  const paid = async () => running.stripe.paymentIntents.capture((await held()).id);

  async function ledger(orderId?: string) {
    const response = await fetch(`${running.url}/_ledger${orderId ? `?orderId=${orderId}` : ''}`);
    return (await response.json()) as { entries: { kind: string; amount: number; orderId: string }[]; totals: object };
  }
  const kinds = async () => (await ledger()).entries.map(({ kind }) => kind);

  return { running, start, create, held, paid, ledger, kinds };
}

export function clientOf(url: string, key = 'sk_test_local'): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
}

export const unexpectedState = {
  type: 'StripeInvalidRequestError',
  statusCode: 400,
  code: 'payment_intent_unexpected_state',
};
