import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const logger = join(import.meta.dirname, '../../../../shared/logging/logger.ts');
/** The output of a program with these log statements; pino writes to the real standard output, so it runs in a separate process. */
function logged(statements: string, level = 'info') {
  const program = `const { createLog } = await import(${JSON.stringify(logger)}); const log = createLog('orders', '${level}'); ${statements}`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return {
    output,
    entries: output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, never>),
  };
}

describe('the log', () => {
  test('is one JSON object per line, with its service, level and time', () => {
    const { entries } = logged(`log.info({ orderId: 'o1' }, 'done'); log.debug({}, 'unseen');`);
    expect(entries).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), service: 'orders', orderId: 'o1', msg: 'done' },
    ]);
  });

  test('omits entries below its level', () => {
    expect(logged(`log.warn({}, 'unseen'); log.error({}, 'seen')`, 'error').entries).toHaveLength(1);
    expect(logged(`log.error({}, 'unseen')`, 'silent').entries).toEqual([]);
  });

  test('describes an error by name, code and location, with its causes, never by its message', () => {
    const { output, entries } = logged(`
      const cause = Object.assign(new Error('Key (email)=(canary@example.com) exists'), { name: 'PostgresError', code: '23505', detail: 'canary', query: 'canary' });
      const error = Object.assign(new TypeError('insert canary', { cause }), { params: ['canary'], response: { body: 'canary' } });
      log.error({ err: error }, 'failed');`);
    expect(output).not.toContain('canary');
    expect(entries[0]?.err).toMatchObject({
      name: 'TypeError',
      stack: [expect.stringMatching(/^at /)],
      cause: { name: 'PostgresError', code: '23505' },
    });
  });

  test('does not mistake a line of the message for a line of the stack', () => {
    const { output, entries } = logged(`
      const error = new Error('insert\\n    at canary (file.js:1:1)', { cause: new Error('refused\\n    at canary') });
      log.error({ err: error }, 'failed');
      error.message = 'said later';
      log.error({ err: error }, 'failed');`);
    expect(output).not.toContain('canary');
    expect(entries[0]?.err).toMatchObject({
      stack: [expect.stringMatching(/^at /)],
      cause: { stack: [expect.stringMatching(/^at /)] },
    });
    expect(entries[1]?.err).not.toHaveProperty('stack');
  });

  test.each(['null', 'undefined', '"canary"', '42', '{ message: "canary" }'])('survives %s being thrown', (thrown) => {
    const { output, entries } = logged(`log.error({ err: ${thrown} }, 'failed')`);
    expect(entries).toMatchObject([{ msg: 'failed' }]);
    expect(output).not.toContain('canary');
  });
});
