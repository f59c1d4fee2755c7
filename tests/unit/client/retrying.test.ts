import { describe, expect, test } from '@jest/globals';
import { retrying } from '../../../client/retrying.ts';

const answer = (status: number, retryAfter?: string) =>
  new Response('{}', { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

/** Returns these responses in turn, then the last one forever; records what it was sent. */
function serverThat(...answers: (() => Response)[]) {
  const requests: { key: string | null; body: string }[] = [];
  const send = async (request: Request) => {
    requests.push({ key: request.headers.get('idempotency-key'), body: await request.text() });
    return (answers[requests.length - 1] ?? answers.at(-1))?.() as Response;
  };
  return { send, requests };
}

const get = () => new Request('http://shop/v1/orders');
const post = (headers: Record<string, string> = {}) =>
  new Request('http://shop/v1/orders', { method: 'POST', headers, body: '{"a":1}' });
const busy = () => answer(503, '0');
const fine = () => answer(200);

describe('a request that is told to wait', () => {
  test('is repeated unchanged, and the new response is returned', async () => {
    const { send, requests } = serverThat(busy, fine);
    const { status } = await retrying(send)(post({ 'idempotency-key': 'k1' }));
    expect(status).toBe(200);
    expect(requests).toEqual([
      { key: 'k1', body: '{"a":1}' },
      { key: 'k1', body: '{"a":1}' },
    ]);
  });

  test('is sent three times in total, then its refusal is returned', async () => {
    const { send, requests } = serverThat(busy);
    expect((await retrying(send)(get())).status).toBe(503);
    expect(requests).toHaveLength(3);
  });

  test('is also retried without Retry-After, as from the gateway', async () => {
    const { send, requests } = serverThat(() => answer(429), fine);
    expect((await retrying(send)(get())).status).toBe(200);
    expect(requests).toHaveLength(2);
  });

  test('is not retried if the wait is longer than the caller would accept', async () => {
    const { send, requests } = serverThat(() => answer(429, '600'), fine);
    expect((await retrying(send)(get())).status).toBe(429);
    expect(requests).toHaveLength(1);
  });

  test('is aborted when the caller aborts it', async () => {
    const { send } = serverThat(() => answer(503, '5'));
    const giveUp = new AbortController();
    const answering = retrying(send)(new Request(get(), { signal: giveUp.signal }));
    queueMicrotask(() => giveUp.abort());
    await expect(answering).rejects.toThrow('aborted');
  });
});

describe('a request that may have been processed', () => {
  test('is not retried unless it is idempotent', async () => {
    const { send, requests } = serverThat(busy, fine);
    expect((await retrying(send)(post())).status).toBe(503);
    expect(requests).toHaveLength(1);
  });

  test('is retried when it was certainly not processed', async () => {
    const { send, requests } = serverThat(() => answer(429, '0'), fine);
    expect((await retrying(send)(post())).status).toBe(200);
    expect(requests).toHaveLength(2);
  });
});

test.each([200, 202, 404, 409, 422, 500])('a response with status %i is returned as it is', async (status) => {
  const { send, requests } = serverThat(() => answer(status, '0'));
  expect((await retrying(send)(get())).status).toBe(status);
  expect(requests).toHaveLength(1);
});
