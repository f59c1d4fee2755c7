import { jest } from '@jest/globals';

/** Runs something with a clock that is an hour fast and stands still; timers work as always. */
export async function anHourLater<T>(run: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now: Date.now() + 3_600_000, doNotFake: [...allButDate] });
  try {
    return await run();
  } finally {
    jest.useRealTimers();
  }
}

const allButDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
