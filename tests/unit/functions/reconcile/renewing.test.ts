import { describe, expect, test } from '@jest/globals';
import { renewing } from '../../../../functions/reconcile/renewing.ts';

const ok = { status: 200, body: { items: [] } };
const over = { status: 401, body: { type: 'urn:cloudservices:problem:unauthorized' } };
/** API Gateway's response to a token that its authorizer refuses. */
const overAtTheGateway = { status: 403, body: { message: 'Forbidden' } };
const forbidden = { status: 403, body: { type: 'urn:cloudservices:problem:forbidden' } };

/** Returns these responses in turn, and records what was done in which order. */
function scene(...answers: { status: number; body: unknown }[]) {
  const done: string[] = [];
  const call = renewing(
    async (method, path) => {
      done.push(`${method} ${path}`);
      const answer = answers.shift();
      if (!answer) throw new Error('asked too often');
      return answer;
    },
    async () => void done.push('sign in'),
  );
  return { call, done };
}

describe('a request with an expired token', () => {
  test.each([
    ['a service says so', over],
    ['the gateway refuses it', overAtTheGateway],
    ['the gateway refuses it without a body', { status: 403, body: undefined }],
  ])('is repeated after signing in when %s', async (_, answer) => {
    const { call, done } = scene(answer, ok);
    expect(await call('GET', '/v1/ops/orders')).toEqual(ok);
    expect(done).toEqual(['GET /v1/ops/orders', 'sign in', 'GET /v1/ops/orders']);
  });

  test('is not sent a third time', async () => {
    const { call, done } = scene(over, over);
    expect(await call('GET', '/')).toEqual(over);
    expect(done).toEqual(['GET /', 'sign in', 'GET /']);
  });
});

describe('a request with any other response', () => {
  test.each([ok, forbidden, { status: 503, body: undefined }, { status: 404, body: {} }])(
    'causes no sign-in: %j',
    async (answer) => {
      const { call, done } = scene(answer);
      expect(await call('GET', '/')).toEqual(answer);
      expect(done).toEqual(['GET /']);
    },
  );
});
