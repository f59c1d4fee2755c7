import { describe, expect, test } from '@jest/globals';
import { median, percentile } from '../../../../local/bench/percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('a percentile', () => {
  test.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of 1 to 100, in any order, at %d is %d', (share, value) => {
    expect(percentile(hundred, share)).toBe(value);
  });

  test('of one value is that value', () => {
    expect([0.5, 0.99].map((share) => percentile([7], share))).toEqual([7, 7]);
  });

  test('of no values is unknown', () => {
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

describe('a median', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[5], 5],
    [[], undefined],
  ])('of %j is %p', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('does not reorder the values', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
