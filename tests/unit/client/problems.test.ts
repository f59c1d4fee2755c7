import { describe, expect, test } from '@jest/globals';
import { isProblem, orThrow, RefusedError } from '../../../client/index.ts';

const outOfStock = {
  type: 'urn:cloudservices:problem:out-of-stock',
  title: 'Not enough stock',
  status: 409,
  lines: [],
};
const refusal = (error: unknown, status: number) => Promise.resolve({ error, response: new Response(null, { status }) });

describe('a problem', () => {
  test('is identified by the last part of its type', () => {
    expect(isProblem(outOfStock)).toBe(true);
    expect(isProblem(outOfStock, 'out-of-stock')).toBe(true);
    expect(isProblem(outOfStock, 'validation', 'out-of-stock')).toBe(true);
    expect(isProblem(outOfStock, 'validation')).toBe(false);
  });

  test.each([[undefined], [null], ['text'], [{ message: 'Forbidden' }], [{ type: 7 }], [{ type: 'about:blank' }]])(
    'is not a gateway’s or proxy’s response, or nothing: %j',
    (error) => {
      expect(isProblem(error)).toBe(false);
    },
  );
});

describe('a response', () => {
  test('yields its data', async () => {
    expect(await orThrow(Promise.resolve({ data: 7, response: new Response() }))).toBe(7);
    expect(await orThrow(Promise.resolve({ response: new Response(null, { status: 204 }) }))).toBeUndefined();
  });

  test('that refuses is thrown, with its reason', async () => {
    const thrown = await orThrow(refusal(outOfStock, 409)).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RefusedError);
    expect(thrown).toMatchObject({ status: 409, message: outOfStock.title, problem: outOfStock, retryAfterSeconds: undefined });
  });

  test.each([
    [{ message: 'Service Unavailable' }, 'Service Unavailable'],
    ['<html>', 'Refused with status 503'],
    [undefined, 'Refused with status 503'],
  ])('from an intermediary is thrown too: %j', async (error, message) => {
    await expect(orThrow(refusal(error, 503))).rejects.toMatchObject({ status: 503, message, problem: undefined });
  });
});
