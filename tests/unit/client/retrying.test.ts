import { describe, expect, test } from '@jest/globals';
import { retrying } from '../../../client/retrying.ts';

const answer = (status: number, retryAfter?: string) =>
  new Response('{}', { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

/** Answers one after the other, and the last one for ever; notes what it was sent. */
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

describe('a request that was put off', () => {
  test('is sent again, the same, and its answer handed out', async () => {
    const { send, requests } = serverThat(busy, fine);
    const { status } = await retrying(send)(post({ 'idempotency-key': 'k1' }));
    expect(status).toBe(200);
    expect(requests).toEqual([
      { key: 'k1', body: '{"a":1}' },
      { key: 'k1', body: '{"a":1}' },
    ]);
  });

  test('is sent three times in all, then its refusal is handed out', async () => {
    const { send, requests } = serverThat(busy);
    expect((await retrying(send)(get())).status).toBe(503);
    expect(requests).toHaveLength(3);
  });

  test('is sent again without a time being named, as by the gateway', async () => {
    const { send, requests } = serverThat(() => answer(429), fine);
    expect((await retrying(send)(get())).status).toBe(200);
    expect(requests).toHaveLength(2);
  });

  test('is not waited for longer than the caller would', async () => {
    const { send, requests } = serverThat(() => answer(429, '600'), fine);
    expect((await retrying(send)(get())).status).toBe(429);
    expect(requests).toHaveLength(1);
  });

  test('is given up when the caller does', async () => {
    const { send } = serverThat(() => answer(503, '5'));
    const giveUp = new AbortController();
    const answering = retrying(send)(new Request(get(), { signal: giveUp.signal }));
    queueMicrotask(() => giveUp.abort());
    await expect(answering).rejects.toThrow('aborted');
  });
});

describe('a request that may have been carried out', () => {
  test('is not sent again when twice is not the same as once', async () => {
    const { send, requests } = serverThat(busy, fine);
    expect((await retrying(send)(post())).status).toBe(503);
    expect(requests).toHaveLength(1);
  });

  test('is sent again when nobody has looked at it', async () => {
    const { send, requests } = serverThat(() => answer(429, '0'), fine);
    expect((await retrying(send)(post())).status).toBe(200);
    expect(requests).toHaveLength(2);
  });
});

test.each([200, 202, 404, 409, 422, 500])('an answer of status %i is handed out as it is', async (status) => {
  const { send, requests } = serverThat(() => answer(status, '0'));
  expect((await retrying(send)(get())).status).toBe(status);
  expect(requests).toHaveLength(1);
});
