import { describe, expect, it } from '@jest/globals';
import { TimeLimitError, withTimeout } from '#shared/timing/with-timeout.ts';

describe('work within a time limit', () => {
  it('returns its result', async () => {
    expect(await withTimeout(1, Promise.resolve('done'))).toBe('done');
  });

  it('throws its error', async () => {
    await expect(withTimeout(1, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('is given up on when it takes too long', async () => {
    await expect(withTimeout(0.001, new Promise(() => {}))).rejects.toThrow(TimeLimitError);
  });
});
