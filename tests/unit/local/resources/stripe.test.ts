import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { clientOf, order, useStripe } from './stripe/running-stripe.ts';

const { running, start, create, held, paid, ledger, kinds } = useStripe();

describe('a refund', () => {
  test('returns a captured payment, in parts but never more than was captured', async () => {
    const { id } = await paid();
    const part = await running.stripe.refunds.create({ payment_intent: id, amount: 599 });
    expect(part).toMatchObject({ object: 'refund', amount: 599, payment_intent: id, status: 'succeeded' });
    await expect(running.stripe.refunds.create({ payment_intent: id, amount: 2001 })).rejects.toMatchObject({ statusCode: 400 });
    expect(await running.stripe.refunds.create({ payment_intent: id })).toMatchObject({ amount: 2000 });
    await expect(running.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });

    const { data } = await running.stripe.refunds.list({ payment_intent: id });
    expect(data.map(({ amount }) => amount)).toEqual([2000, 599]);
    expect((await ledger()).totals).toEqual({ authorized: 0, captured: 2599, refunded: 2599 });
  });

  test('of money that is only held is refused', async () => {
    const { id } = await held();
    await expect(running.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('an idempotency key', () => {
  test('replays the first answer and moves no money again', async () => {
    const { id } = await create('pm_card_visa', { idempotencyKey: 'create-1' });
    const again = await create('pm_card_visa', { idempotencyKey: 'create-1' });
    expect(again.id).toBe(id);
    expect(again.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true', 'original-request': expect.any(String) });

    await running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'confirm-1' });
    await running.stripe.paymentIntents.capture(id, {}, { idempotencyKey: 'capture-1' });
    const replayed = await running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'confirm-1' });
    expect(replayed.status).toBe('requires_capture');
    expect(await kinds()).toEqual(['authorized', 'captured']);
  });

  test('replays a refusal too', async () => {
    const { id } = await create('pm_card_chargeDeclined');
    const confirm = () => running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'confirm-1' });
    await expect(confirm()).rejects.toMatchObject({ code: 'card_declined' });
    await expect(confirm()).rejects.toMatchObject({ code: 'card_declined', headers: { 'idempotent-replayed': 'true' } });
  });

  test('refuses other parameters and another endpoint', async () => {
    const refused = { type: 'StripeIdempotencyError', statusCode: 400 };
    const { id } = await create('pm_card_visa', { idempotencyKey: 'key-1' });
    await expect(create('pm_card_mastercard', { idempotencyKey: 'key-1' })).rejects.toMatchObject(refused);
    await expect(running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'key-1' })).rejects.toMatchObject(refused);
  });
});

describe('the stand-in', () => {
  test('accepts only test keys', async () => {
    const withLiveKey = clientOf(running.url, 'sk_live_somebody');
    await expect(withLiveKey.paymentIntents.retrieve('pi_1')).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
      requestId: expect.stringMatching(/^req_/),
    });
  });

  test.each(['1', '2024-13-45x', 'latest'])('takes no version that does not look like one: %s', async (apiVersion) => {
    const { stripe, url } = running;
    const withVersion = clientOf(url);
    await expect(withVersion.paymentIntents.retrieve('pi_1', {}, { apiVersion })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      message: `Invalid Stripe API version: ${apiVersion}`,
    });
    await expect(stripe.paymentIntents.retrieve('pi_1')).rejects.toMatchObject({ code: 'resource_missing' });
  });

  test('shows the movements of one order', async () => {
    await held();
    await paid();
    expect((await ledger('order-1')).entries[0]).toEqual({
      orderId: 'order-1',
      kind: 'authorized',
      amount: 2599,
      currency: 'usd',
      paymentIntent: expect.stringMatching(/^pi_/),
      at: expect.stringMatching(/Z$/),
    });
    expect((await ledger('order-2')).entries).toEqual([]);
  });

  test('has forgotten nothing after a kill', async () => {
    const [child, url] = await spawnStandIn();
    const other = clientOf(url);
    const { id } = await other.paymentIntents.create(
      { ...order, payment_method: 'pm_card_visa' },
      { idempotencyKey: 'create-1' },
    );
    await other.paymentIntents.confirm(id, {}, { idempotencyKey: 'confirm-1' });
    child.kill('SIGKILL');
    await once(child, 'exit');

    await running.stop();
    await start();
    expect(await running.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_capture' });
    const replayed = await running.stripe.paymentIntents.confirm(id, {}, { idempotencyKey: 'confirm-1' });
    expect(replayed.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect((await ledger('order-1')).totals).toEqual({ authorized: 2599, captured: 0, refunded: 0 });
  });
});

/** Another process on the same file, because this one cannot kill itself. */
async function spawnStandIn() {
  const module = new URL('../../../../local/resources/stripe.ts', import.meta.url).href;
  const program = `const { startStripe } = await import('${module}');
    console.log((await startStripe({ dataFolder: process.argv[1] })).url);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, running.dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return [child, String(line).trim()] as const;
}
