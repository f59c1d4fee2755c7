import { createServer } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { serve } from '../../../../../local/resources/serve.ts';
import { openStripeDatabase } from '../../../../../local/resources/stripe/database.ts';
import { stripeHttpHandler } from '../../../../../local/resources/stripe/http-handler.ts';
import { withIdempotency } from '../../../../../local/resources/stripe/idempotency.ts';
import type { StripeAnswer, StripeCall } from '../../../../../local/resources/stripe/operations.ts';

const call: StripeCall = {
  method: 'POST',
  path: '/v1/refunds',
  params: 'amount=1&b=2',
  requestId: 'req_1',
  idempotencyKey: 'key-1',
};

let database: DatabaseSync;

beforeEach(() => {
  database = openStripeDatabase(':memory:');
});

afterEach(() => {
  jest.restoreAllMocks();
  database.close();
});

describe('a stored answer', () => {
  test('is replayed even if it was a 500', () => {
    const next = jest.fn<() => StripeAnswer>().mockReturnValueOnce({ status: 500, body: { error: { type: 'api_error' } } });
    const stripe = withIdempotency(database, next);
    stripe(call);
    expect(stripe({ ...call, params: 'b=2&amount=1', requestId: 'req_2' })).toEqual({
      status: 500,
      body: { error: { type: 'api_error' } },
      headers: { 'idempotent-replayed': 'true', 'original-request': 'req_1' },
    });
    expect(next).toHaveBeenCalledTimes(1);
  });

  test('is forgotten after 24 hours', () => {
    const stripe = withIdempotency(database, jest.fn<() => StripeAnswer>().mockReturnValue({ status: 200, body: {} }));
    const hour = 3_600_000;
    jest.spyOn(Date, 'now').mockReturnValueOnce(0).mockReturnValueOnce(0);
    stripe(call);
    jest.spyOn(Date, 'now').mockReturnValue(24 * hour - 1);
    expect(stripe(call).headers).toMatchObject({ 'idempotent-replayed': 'true' });
    jest.spyOn(Date, 'now').mockReturnValue(24 * hour);
    expect(stripe(call).headers).toBeUndefined();
  });

  test('is not stored when a parameter was invalid, so that the request can be corrected', () => {
    const invalid = { status: 400, body: { error: { type: 'invalid_request_error', param: 'amount' } } };
    const next = jest.fn<() => StripeAnswer>().mockReturnValueOnce(invalid).mockReturnValue({ status: 200, body: {} });
    const stripe = withIdempotency(database, next);
    expect(stripe(call).status).toBe(400);
    expect(stripe({ ...call, params: 'amount=100' }).status).toBe(200);
  });

  test('and the request’s effects are stored together or not at all', () => {
    const stripe = withIdempotency(database, () => {
      database.exec(
        "INSERT INTO ledger (at, kind, amount, currency, paymentIntent) VALUES ('now', 'captured', 1, 'usd', 'pi_1')",
      );
      throw new Error('killed in between');
    });
    expect(() => stripe(call)).toThrow('killed in between');
    expect(database.prepare('SELECT * FROM ledger').all()).toEqual([]);
  });
});

describe('a key in use', () => {
  test('refuses a second request until the first is answered', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: provider, resolve: answerNow } = Promise.withResolvers<StripeAnswer>();
    const handler = stripeHttpHandler(() => {
      ask();
      return provider;
    });
    const { url, stop } = await serve(createServer(handler), { port: 0, release: () => undefined });
    const headers = { authorization: 'Bearer sk_test_1', 'idempotency-key': 'key-1' };
    const send = () => fetch(`${url}/v1/refunds`, { method: 'POST', headers });
    const first = send();
    await asked;
    const second = await send();
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } });
    answerNow({ status: 200, body: {} });
    expect((await first).status).toBe(200);
    expect((await send()).status).toBe(200);
    await stop();
  });
});
