import { describe, expect, test } from '@jest/globals';
import { whyUnchargeable } from '#events/chargeable.ts';
import { boundsOf, currencyCodes, formatMoney, providerScaleOf, toProviderAmount } from '#events/currencies.ts';

const money = (amount: number, currency: string) => ({ amount, currency });

// From https://docs.stripe.com/currencies.
const zeroDecimals = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const threeDecimals = 'BHD JOD KWD OMR TND'.split(' ');
const leastInWords =
  '0.50 USD, 2.00 AED, 0.50 AUD, 1.00 BGN, 0.50 BRL, 0.50 CAD, 0.50 CHF, 15.00 CZK, 2.50 DKK, 0.50 EUR, 0.30 GBP, 4.00 HKD, ' +
  '175.00 HUF, 0.50 INR, 50 JPY, 10.00 MXN, 2.00 MYR, 3.00 NOK, 0.50 NZD, 2.00 PLN, 2.00 RON, 3.00 SEK, 0.50 SGD, 10.00 THB, ' +
  '0.50 ARS, 0.50 COP, 0.50 IDR, 0.50 ILS, 50 KRW, 0.50 PHP, 0.50 RUB, 0.50 ZAR';

describe('an amount at the provider', () => {
  test.each(zeroDecimals)('has no decimals in %s', (code) => expect(providerScaleOf(code)?.decimals).toBe(0));

  test.each(threeDecimals)('has three decimals in %s, the last of them 0', (code) => {
    expect(providerScaleOf(code)).toMatchObject({ decimals: 3, step: 10 });
  });

  test.each(['UGX', 'ISK'])('has two decimals in %s, always 00', (code) => {
    expect(providerScaleOf(code)).toMatchObject({ decimals: 2, step: 100 });
  });

  test.each([
    [50_000, 'UGX', 5_000_000],
    [5, 'ISK', 500],
    [500, 'JPY', 500],
    [1_000_000, 'VND', 1_000_000],
    [123_400, 'MGA', 1_234],
    [12_340, 'KWD', 12_340],
    [2_599, 'USD', 2_599],
    [17_550, 'HUF', 17_550],
    [80_045, 'TWD', 80_045],
    [2_500_000_000, 'IDR', 2_500_000_000],
  ])('of %i %s is %i', (amount, code, there) => expect(toProviderAmount(money(amount, code))).toBe(there));

  test('in a currency that it does not support is undefined', () => {
    expect(toProviderAmount(money(100, 'XXX'))).toBeUndefined();
    expect([boundsOf('IRR'), providerScaleOf('usd')]).toEqual([undefined, undefined]);
  });

  test.each(currencyCodes.map((code) => [code]))('is whole for every possible charge in %s, and within its bounds', (code) => {
    const { least, greatest, step } = boundsOf(code) ?? { least: 0, greatest: 0, step: 0 };
    const there = providerScaleOf(code) ?? { least: 0, greatest: 0, step: 0 };
    for (const amount of [least, least + step, greatest - step, greatest]) {
      expect(whyUnchargeable(money(amount, code))).toBeUndefined();
      const sent = toProviderAmount(money(amount, code)) ?? Number.NaN;
      expect([Number.isSafeInteger(sent), sent >= there.least, sent <= there.greatest, sent % there.step]).toEqual([
        true,
        true,
        true,
        0,
      ]);
    }
    expect(toProviderAmount(money(least - step, code))).toBeLessThan(there.least);
    expect(toProviderAmount(money(greatest + step, code))).toBeGreaterThan(there.greatest);
  });
});

describe('a charge', () => {
  test.each(leastInWords.split(', '))('is at least %s', (words) => {
    const code = words.slice(-3);
    const { least } = boundsOf(code) ?? { least: 0 };
    expect(formatMoney(money(least, code))).toBe(words);
    expect(whyUnchargeable(money(least - 1, code))).toMatchObject({
      kind: 'tooSmall',
      detail: `The minimum charge is ${words}`,
      bounds: { least },
    });
  });

  test.each([
    ['USD', '999999.99 USD'],
    ['ISK', '999999 ISK'],
    ['UGX', '9999999999 UGX'],
    ['UZS', '9999999999.99 UZS'],
    ['VND', '999999999999 VND'],
    ['MGA', '99999999.00 MGA'],
    ['KWD', '99999.990 KWD'],
    ['INR', '9999999.99 INR'],
    ['COP', '99999999.99 COP'],
    ['JPY', '9999999999 JPY'],
    ['LBP', '999999999.99 LBP'],
    ['IDR', '9999999999.99 IDR'],
  ])('in %s is at most %s', (code, words) => {
    const { greatest, step } = boundsOf(code) ?? { greatest: 0, step: 0 };
    expect(whyUnchargeable(money(greatest, code))).toBeUndefined();
    expect(whyUnchargeable(money(greatest + step, code))).toMatchObject({
      kind: 'tooLarge',
      detail: `The maximum charge is ${words}`,
    });
  });

  test('of 12.345 KWD, or of half an ariary, is between two steps', () => {
    expect(whyUnchargeable(money(12_345, 'KWD'))).toMatchObject({
      kind: 'step',
      detail: 'Only multiples of 0.010 KWD can be charged',
    });
    expect(whyUnchargeable(money(12_350, 'MGA'))).toMatchObject({
      kind: 'step',
      detail: 'Only multiples of 1.00 MGA can be charged',
    });
  });

  test('of nothing is a free order, in any currency', () => {
    expect(whyUnchargeable(money(0, 'USD'))).toEqual({ kind: 'free', detail: 'Free orders are not accepted' });
    expect(whyUnchargeable(money(0, 'XXX'))?.kind).toBe('free');
  });

  test('in a currency that the provider does not support names it', () => {
    expect(whyUnchargeable(money(100, 'IRR'))).toEqual({ kind: 'currency', detail: 'IRR cannot be charged' });
  });
});
