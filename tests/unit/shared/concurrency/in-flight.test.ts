import { describe, expect, it } from '@jest/globals';
import { createInFlight } from '#shared/concurrency/in-flight.ts';

describe('work in flight', () => {
  it('is counted until it ends', async () => {
    const { track, settled, count } = createInFlight();
    const work = Promise.withResolvers<void>();
    track(work.promise);
    expect(count()).toBe(1);
    work.resolve();
    await settled();
    expect(count()).toBe(0);
  });

  it('is awaited, including the work that it starts', async () => {
    const { track, settled } = createInFlight();
    const ended: string[] = [];
    track(
      new Promise<void>((resolve) =>
        setImmediate(() => {
          track(new Promise<void>((end) => setImmediate(end)).then(() => void ended.push('second')));
          ended.push('first');
          resolve();
        }),
      ),
    );
    await settled();
    expect(ended).toEqual(['first', 'second']);
  });

  it('resolves immediately when there is none', async () => {
    await createInFlight().settled();
  });
});
