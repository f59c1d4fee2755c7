import { describe, expect, test } from '@jest/globals';
import { deadLetterRuns } from '../../../../local/ops/dead-letters.ts';

const redriven = (deadLetterId: string) => ({ deadLetterId, queue: 'billing', reason: 'unknown type', outcome: 'redriven' });

/** Answers one page after the other. */
const clientWith = (...answers: (() => Promise<object>)[]) => {
  const asked: unknown[] = [];
  const call = async (_method: string, _path: string, body: { cursor?: string }) => {
    asked.push(body.cursor);
    return answers[asked.length - 1]?.();
  };
  return { asked, client: { call } as never };
};
const page = (id: string, nextCursor?: string) => async () => ({
  status: 200,
  body: { items: [redriven(id)], ...(nextCursor ? { nextCursor } : {}) },
});
const redrive = (client: never) => deadLetterRuns.redrive({ client, id: '', options: { all: true, because: 'fixed' } });

describe('redriving many', () => {
  test('goes from page to page', async () => {
    const { client, asked } = clientWith(page('one', 'second'), page('two'));
    expect(await redrive(client)).toMatchObject({ json: { items: [redriven('one'), redriven('two')] }, isIncomplete: false });
    expect(asked).toEqual([undefined, 'second']);
  });

  test.each([
    ['is refused', async () => ({ status: 503, body: { title: 'Temporarily unavailable' } }), 'Temporarily unavailable (503).'],
    [
      'is not answered',
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNRESET') })),
      'No response: ECONNRESET',
    ],
  ])('reports the outcome of the pages before one that %s', async (_, failing, why) => {
    const { json, text, isIncomplete } = await redrive(clientWith(page('one', 'second'), failing).client);
    expect({ json, isIncomplete }).toEqual({ json: { items: [redriven('one')], stopped: why }, isIncomplete: true });
    expect(text).toContain('1 redriven');
    expect(text).toContain(`Stopped: ${why}`);
    await expect(redrive(clientWith(failing).client)).rejects.toThrow();
  });

  test('does not hide a mistake of its own', async () => {
    const broken = () => Promise.reject(new RangeError('a bug'));
    await expect(redrive(clientWith(page('one', 'second'), broken).client)).rejects.toThrow('a bug');
  });
});
