import { describe, expect, test } from '@jest/globals';
import { afterFailure, type Failure, type Trouble, triedAgain } from '#shared/saga/trouble.ts';

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

  test('is never given up when every request is refused, and a repeat of the same reason is not recorded again', () => {
    const reason = 'the key is wrong';
    const first = afterFailure(undefined, { kind: 'refusesAll', reason, at: at(0) });
    expect(first).toEqual({ tries: 0, since: at(0), reason, givenUp: false });
    expect(afterFailure(first, { kind: 'refusesAll', reason, at: at(600) })).toBe(first);
    expect(afterFailure(failing('retry', 14, 60), { kind: 'refusesAll', reason, at: at(90) })).toMatchObject({
      tries: 14,
      reason,
    });
  });

  test('counts from an operator’s retry, with the reason of before', () => {
    const again = triedAgain(failing('refused', 15, 1), at(20));
    expect(again).toEqual({ tries: 0, since: at(20), reason: 'no 14', givenUp: false });
    expect(afterFailure(again, { kind: 'refused', reason: 'no', at: at(21) })).toEqual({ ...again, tries: 1, reason: 'no' });
  });
});
