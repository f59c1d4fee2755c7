import { describe, expect, it } from '@jest/globals';
import { configuration } from '../../../local/site.ts';
import { readPublishableKey } from '../../../local/stripe-publishable-key.ts';

describe('a publishable key of Stripe', () => {
  it.each([undefined, ''])('may be missing: %j', (key) => {
    expect(readPublishableKey(key)).toBeUndefined();
  });

  it('is taken when it is of the test mode, which is that of the secret key here', () => {
    expect(readPublishableKey('pk_test_51AbC')).toBe('pk_test_51AbC');
  });

  it.each([
    ['pk_live_51AbC', 'is a live key'],
    ['sk_test_51AbC', 'must be a publishable key'],
    ['rk_live_51AbC', 'must be a publishable key'],
    ['pk_test_', 'must be a publishable key'],
    ['pk_test_a b', 'must be a publishable key'],
    [' ', 'must be a publishable key'],
  ])('stops the start when it is %j', (key, why) => {
    expect(() => readPublishableKey(key)).toThrow(why);
  });

  it('stays out of the message: it may be the secret one', () => {
    const refuse = () => readPublishableKey('sk_test_hush');
    expect(refuse).toThrow();
    expect(refuse).not.toThrow(/hush/);
  });
});

describe('what the page reads of where it is', () => {
  it.each([[undefined], ['pk_test_1']])('says whether there is a key: %j', (stripePublishableKey) => {
    const { body, contentType, headers } = configuration({ stripePublishableKey });
    expect(JSON.parse(body.toString())).toMatchObject({ stripePublishableKey: stripePublishableKey ?? null });
    expect(contentType).toBe('application/json');
    expect(headers['cache-control']).toBe('public, max-age=60');
  });

  it.each([[undefined], ['http://127.0.0.1:1/waterfall?order={orderId}']])('says where traces are: %j', (traceUrl) => {
    expect(JSON.parse(configuration({ traceUrl }).body.toString())).toMatchObject({ traceUrl: traceUrl ?? null });
  });
});
