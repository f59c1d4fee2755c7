import { describe, expect, test } from '@jest/globals';
import { afterFailure, type Failure, type Trouble } from '#shared/saga/trouble.ts';

const begin = Date.parse('2026-05-04T10:00:00.000Z');
const at = (minutes: number): string => new Date(begin + minutes * 60_000).toISOString();

/** This many failures, evenly spread over this many minutes. */
function failing(kind: Failure['kind'], times: number, minutes: number): Trouble {
  let trouble: Trouble | undefined;
  for (let time = 0; time < times; time++)
    trouble = afterFailure(trouble, { kind, reason: `no ${time}`, at: at((minutes * time) / (times - 1)) });
  return trouble as Trouble;
}

describe('an effect that fails', () => {
  test('is recorded with its first time and its last reason', () => {
    expect(failing('retry', 3, 10)).toEqual({ tries: 3, since: at(0), reason: 'no 2', givenUp: false });
  });

  test('that was definitely refused is given up at the fifteenth time, however soon', () => {
    expect(failing('refused', 14, 1_000).givenUp).toBe(false);
    expect(failing('refused', 15, 0.1).givenUp).toBe(true);
    expect(failing('poison', 15, 0.1).givenUp).toBe(true);
  });

  test.each(['retry', 'unavailable'] as const)(
    'that may end by itself (%s) is given up only after half an hour as well',
    (kind) => {
      expect(failing(kind, 15, 29.99).givenUp).toBe(false);
      expect(failing(kind, 1_000, 29.99).givenUp).toBe(false);
      expect(failing(kind, 14, 60).givenUp).toBe(false);
      expect(failing(kind, 15, 30).givenUp).toBe(true);
    },
  );
});
