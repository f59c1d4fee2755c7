import { describe, expect, test } from '@jest/globals';
import { figure, figuresTable, ratioOf, summarize, written } from '../../../../local/bench/figures.ts';

const old = { label: 'HEAD~1', turns: [[figure('CPU', 80, 's')], [figure('CPU', 100, 's')]] };
const here = {
  label: 'this',
  turns: [
    [figure('CPU', 30, 's'), figure('memory', 512, 'MiB')],
    [figure('CPU', 60, 's'), figure('memory', 256, 'MiB')],
  ],
};

describe('figures of two checkouts', () => {
  test('are listed side by side by name, in this checkout’s order', () => {
    expect(summarize([old, here])).toEqual([
      {
        name: 'CPU',
        unit: 's',
        values: [
          [80, 100],
          [30, 60],
        ],
      },
      { name: 'memory', unit: 'MiB', values: [[], [512, 256]] },
    ]);
  });

  test('are printed as medians and their ratio, with a dash for what one lacks', () => {
    expect(
      figuresTable([old, here])
        .split('\n')
        .map((line) => line.trim().split(/\s{2,}/)),
    ).toEqual([
      ['HEAD~1', 'this', 'ratio'],
      ['CPU', '90.0 s', '45.0 s', '0.50'],
      ['memory', '-', '384 MiB', '-'],
    ]);
  });

  test('of one checkout have no ratio', () => {
    expect(figuresTable([here])).not.toContain('ratio');
  });
});

describe('a ratio', () => {
  test.each([
    [[[4], [2]], 0.5],
    [[[4], [0]], 0],
    [[[0], [2]], undefined],
    [[[], [2]], undefined],
    [[[4], []], undefined],
  ])('of %j is %p', (values, expected) => {
    expect(ratioOf(values)).toBe(expected);
  });
});

describe('a value', () => {
  test.each([
    [1234.5, 'B', '1235 B'],
    [12.34, 'ms', '12.3 ms'],
    [1.234, '', '1.23'],
    [0, 's', '0.00 s'],
    [undefined, 's', '-'],
  ])('%p %s is written with three digits: %s', (value, unit, text) => {
    expect(written(value, unit)).toBe(text);
  });
});
