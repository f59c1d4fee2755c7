import { describe, expect, it } from '@jest/globals';
import { withHeartbeat } from '#shared/messaging/heartbeat.ts';
import { eventually } from '../../../support/eventually.ts';

describe('a heartbeat', () => {
  it('beats while the work runs, and returns its result', async () => {
    let beats = 0;
    const beat = async () => {
      beats++;
    };
    const result = await withHeartbeat(beat, 1, async () => {
      await eventually(() => beats >= 3);
      return 'done';
    });
    expect(result).toBe('done');
  });

  it('has ended when the result is returned, even a beat in flight', async () => {
    const happened: string[] = [];
    const slow = Promise.withResolvers<void>();
    const beat = async () => {
      happened.push('beat begins');
      await slow.promise;
      happened.push('beat ends');
    };
    const working = withHeartbeat(beat, 1, () => eventually(() => happened.length === 1)).then(() => happened.push('result'));
    await eventually(() => happened.length === 1);
    setImmediate(slow.resolve);
    await working;
    expect(happened).toEqual(['beat begins', 'beat ends', 'result']);
  });

  it('ends when the work fails, with its error', async () => {
    const failing = withHeartbeat(
      async () => {},
      1,
      async () => {
        throw new Error('broken');
      },
    );
    await expect(failing).rejects.toThrow('broken');
  });
});
