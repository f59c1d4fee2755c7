import { describe, expect, it } from '@jest/globals';
import { type Price, prices, pricesOf } from '../../../../local/cost/prices.ts';

const all = Object.entries(prices) as [string, Price][];

describe('the price table', () => {
  it('states its region and date', () => {
    expect(pricesOf).toEqual({
      region: 'us-east-1',
      place: expect.any(String),
      collected: expect.stringMatching(/^\d{4}-\d{2}$/),
    });
  });

  it.each(all)('%s has a price, a unit and AWS’s page', (_, { what, unit, usd, page }) => {
    expect(usd).toBeGreaterThan(0);
    expect([what, unit].every((text) => text.length > 1)).toBe(true);
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/pricing\/$/);
  });

  it.each(all)('%s says where and when it was read, or that it was not', (_, { seen }) => {
    if (seen === null) return;
    expect(URL.canParse(seen.where)).toBe(true);
    expect(seen.date).toMatch(/^(undated|\d{4}(-\d{2}){0,2})$/);
  });

  it('names each thing once', () => {
    const names = all.map(([, { what, unit }]) => `${what} per ${unit}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
