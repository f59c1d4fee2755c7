import { describe, expect, test } from '@jest/globals';
import {
  archiveProduct,
  createProduct,
  patchProduct,
  productDetails,
  productPatch,
  showPicture,
  warningsAbout,
} from '../../../../containers/catalog/domain.ts';

const laptop = createProduct('0190c0de-0001-7000-8000-000000000001', {
  name: 'Laptop',
  description: '14 inches',
  category: 'computers',
  price: { amount: 120_050, currency: 'USD' },
});

describe('a new product', () => {
  const said = { name: 'Mouse', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };

  test('needs a name, a category and a price, and nothing else', () => {
    expect(productDetails.safeParse(said).success).toBe(true);
    expect(productDetails.safeParse({}).error?.issues.map(({ path }) => path[0])).toEqual(['name', 'category', 'price']);
  });

  test.each([0, -0, -1, 1.5, 100_000_000, 2 ** 53, Number.POSITIVE_INFINITY, '5', Number.NaN, null])(
    'cannot cost %p minor units',
    (amount) => {
      expect(productDetails.safeParse({ ...said, price: { amount, currency: 'USD' } }).success).toBe(false);
    },
  );

  test.each<[number, string]>([
    [1, 'USD'],
    [99_999_999, 'USD'],
    [2_500_000_000, 'IDR'],
    [999_999_999_999, 'IDR'],
    [9_000_000_000, 'LBP'],
    [400_000_000, 'COP'],
    [25_000_000, 'VND'],
    [4_000_000, 'UGX'],
    [999_999, 'ISK'],
    [1_500_000_000, 'UZS'],
    [9_999_999_900, 'MGA'],
    [12_345, 'KWD'],
  ])('may cost %i minor units of %s', (amount, currency) => {
    expect(productDetails.safeParse({ ...said, price: { amount, currency } }).success).toBe(true);
  });

  test.each<[number, string, string]>([
    [100_000_000, 'USD', '999999.99 USD'],
    [10_000_000_000, 'UGX', '9999999999 UGX'],
    [1_000_000, 'ISK', '999999 ISK'],
    [100_000_000, 'KWD', '99999.990 KWD'],
    [9_999_999_999, 'MGA', '99999999.00 MGA'],
    [10_000_000_000, 'JPY', '9999999999 JPY'],
  ])('cannot cost %i minor units of %s, and the maximum is reported', (amount, currency, most) => {
    const { error } = productDetails.safeParse({ ...said, price: { amount, currency } });
    expect(error?.issues).toMatchObject([{ path: ['price', 'amount'], message: `The maximum charge is ${most}` }]);
  });

  test('cannot be free', () => {
    const { error } = productDetails.safeParse({ ...said, price: { amount: 0, currency: 'USD' } });
    expect(error?.issues[0]?.message).toMatch(/free orders are not accepted/);
  });

  test.each(['IRR', 'KPW', 'IQD', 'XTS'])('cannot be priced in %s, which no one can be charged in', (currency) => {
    expect(productDetails.safeParse({ ...said, price: { amount: 100, currency } }).error?.issues[0]?.path).toEqual([
      'price',
      'currency',
    ]);
  });

  test.each(['usd', 'US', 'USDX', 'XXX', 'XAU', 'ZZZ', ' USD', 'ＵＳＤ'])('cannot be paid in %j', (currency) => {
    expect(productDetails.safeParse({ ...said, price: { amount: 1, currency } }).success).toBe(false);
  });

  test.each(['USD', 'EUR', 'JPY', 'KWD'])('may be paid in %s', (currency) => {
    expect(productDetails.safeParse({ ...said, price: { amount: 1, currency } }).success).toBe(true);
  });

  test('cannot have a more precise price than the amount', () => {
    expect(productDetails.safeParse({ ...said, price: { ...said.price, vat: 20 } }).success).toBe(false);
  });

  test.each(['', '   ', 'a\0b', 'a\nb', '\ud800', 'x'.repeat(201)])('cannot be called %j', (name) => {
    expect(productDetails.safeParse({ ...said, name }).success).toBe(false);
  });

  test('may have a description of several lines', () => {
    expect(productDetails.parse({ ...said, description: ' one\ntwo ' }).description).toBe('one\ntwo');
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'x',
    'https://shop.test/a b',
    'https://shop.test/ü',
    `https://shop.test/${'x'.repeat(2_048)}`,
  ])('cannot have the picture URL %p', (mediaUrl) => {
    expect(productDetails.safeParse({ ...said, mediaUrl }).success).toBe(false);
  });

  test.each(['productId', 'version', 'archived', 'listing', '__proto__'])('cannot say its own %s', (name) => {
    expect(productDetails.safeParse(JSON.parse(`{ ${JSON.stringify(said).slice(1, -1)}, "${name}": 1 }`)).success).toBe(false);
  });
});

describe('a patch', () => {
  test('changes what it names, keeps the rest, and creates a new version', () => {
    expect(patchProduct(laptop, { name: 'Laptop 2' })).toEqual({ ...laptop, name: 'Laptop 2', version: 2 });
  });

  test('changes the price as a whole', () => {
    expect(patchProduct(laptop, { price: { amount: 99_900, currency: 'JPY' } }).price).toEqual({
      amount: 99_900,
      currency: 'JPY',
    });
  });

  test.each<object>([{ currency: 'JPY' }, { amount: 99_900 }, {}])('with %j for a price is refused', (price) => {
    expect(productPatch.safeParse({ price }).success).toBe(false);
  });

  test('removes what it sets to null', () => {
    expect(patchProduct(laptop, { description: null })).not.toHaveProperty('description');
  });

  test.each([{}, { name: 'Laptop' }, { price: { amount: 120_050, currency: 'USD' } }, { mediaUrl: null }])(
    '%j changes nothing',
    (patch) => {
      expect(patchProduct(laptop, patch)).toBe(laptop);
    },
  );

  test.each([
    { name: null },
    { category: null },
    { price: null },
    { price: { amount: null } },
    { version: 7 },
    { price: { x: 1 } },
  ])('%j is refused', (patch) => {
    expect(productPatch.safeParse(patch).success).toBe(false);
  });
});

describe('a price', () => {
  test.each<[number, string, string]>([
    [25, 'USD', 'The minimum charge is 0.50 USD'],
    [49, 'JPY', 'The minimum charge is 50 JPY'],
    [12_345, 'KWD', 'Only multiples of 0.010 KWD can be charged'],
    [150, 'MGA', 'Only multiples of 1.00 MGA can be charged'],
  ])('of %i %s is warned about: a single piece cannot be charged', (amount, currency, bound) => {
    expect(warningsAbout({ amount, currency })).toEqual([
      { path: 'price', message: `A single piece cannot be ordered. ${bound}` },
    ]);
  });

  test.each<[number, string]>([
    [50, 'USD'],
    [50_000, 'UGX'],
    [12_340, 'KWD'],
  ])('of %i %s causes no warning', (amount, currency) => expect(warningsAbout({ amount, currency })).toEqual([]));
});

describe('an archived product', () => {
  const archival = { archivedBy: laptop.productId, archivedAt: '2026-11-28T12:00:00.000Z', reason: 'sold out' };
  const archived = archiveProduct(laptop, archival);

  test('is the product in a new version, with who archived it, when and why', () => {
    expect(archived).toEqual({ ...laptop, archived: true, archival, version: 2 });
  });

  test('does not change when archived again', () => {
    expect(archiveProduct(archived, { ...archival, reason: 'sold out again' })).toBe(archived);
  });
});

describe('an uploaded picture', () => {
  const older = { mediaId: '0190c0de-0001-7000-8000-00000000000a', mediaUrl: 'https://shop.test/media/a.png' };
  const newer = { mediaId: '0190c0de-0002-7000-8000-000000000001', mediaUrl: 'https://shop.test/media/b.png' };

  test('is shown with its product', () => {
    expect(showPicture(laptop, older)).toEqual({ ...laptop, ...older, version: 2 });
  });

  test('replaces one that was requested earlier, and a manually set URL', () => {
    expect(showPicture(showPicture(laptop, older), newer)).toEqual({ ...laptop, ...newer, version: 3 });
    expect(showPicture({ ...laptop, mediaUrl: 'https://elsewhere.test/x.png' }, older).mediaUrl).toBe(older.mediaUrl);
  });

  test('changes nothing when it is repeated or late', () => {
    const shown = showPicture(laptop, newer);
    expect(showPicture(shown, newer)).toBe(shown);
    expect(showPicture(shown, older)).toBe(shown);
  });

  test('does not come back once it was removed', () => {
    const bare = patchProduct(showPicture(laptop, newer), { mediaUrl: null });
    expect(bare.mediaUrl).toBeUndefined();
    expect(showPicture(bare, newer)).toBe(bare);
  });
});
