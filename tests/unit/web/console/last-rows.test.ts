import { describe, expect, it } from '@jest/globals';
import { lastRows } from '../../../../web/console/parts/last-rows.ts';

describe('until a search is answered', () => {
  it('the rows of the last one stay', () => {
    const before = { items: ['an order'], nextCursor: 'further' };
    expect(lastRows(before)).toBe(before);
  });

  it.each([undefined, { items: [] }])('%j says nothing about it', (before) => {
    expect(lastRows(before)).toBeUndefined();
  });
});
