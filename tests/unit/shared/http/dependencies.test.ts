import { describe, expect, test } from '@jest/globals';
import { waitForDependencies } from '#shared/http/dependencies.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** A dependency that refuses so many calls before it answers. */
function dependency(refusals: number) {
  let calls = 0;
  return async () => {
    if (++calls <= refusals) throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
  };
}

const forever = Number.POSITIVE_INFINITY;

describe('waiting for dependencies at start-up', () => {
  test('says nothing when all answer at once', async () => {
    const { log, entries } = silentLog();
    await waitForDependencies(
      { PostgreSQL: dependency(0), DynamoDB: dependency(0) },
      { log, signal: AbortSignal.timeout(60_000) },
    );
    expect(entries).toEqual([]);
  });

  test('names the one it waits for and why, once, and says when it answers', async () => {
    const { log, entries } = silentLog();
    await waitForDependencies(
      { PostgreSQL: dependency(2), DynamoDB: dependency(0) },
      { log, signal: AbortSignal.timeout(60_000) },
    );
    expect(entries).toEqual([
      {
        level: 'warn',
        message: 'waiting for PostgreSQL',
        fields: expect.objectContaining({ reason: expect.stringContaining('ECONNREFUSED') }),
      },
      { level: 'info', message: 'PostgreSQL reachable', fields: {} },
    ]);
  });

  test('gives up after a time, naming the dependency', async () => {
    const wait = { log: silentLog().log, signal: AbortSignal.timeout(60_000), secondsMax: 0.5 };
    await expect(waitForDependencies({ PostgreSQL: dependency(forever), DynamoDB: dependency(0) }, wait)).rejects.toThrow(
      /^PostgreSQL was not reachable within 0.5 s of starting: .*ECONNREFUSED/,
    );
  });

  test('stops waiting when the service is told to stop', async () => {
    const wait = { log: silentLog().log, signal: AbortSignal.timeout(300) };
    await expect(waitForDependencies({ PostgreSQL: dependency(forever) }, wait)).resolves.toBeUndefined();
  });
});
