import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toCursor } from '#shared/http/page.ts';
import { cursorAfter } from '../../../../containers/catalog/cursor.ts';
import { positionOf } from '../../../../containers/catalog/listing.ts';
import { base, type RunningCatalog, startCatalog } from '../../../support/running-catalog.ts';

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog();
  for (const name of odd) await catalog.add({ name, category: 'odd' });
  for (const [name, category] of shelf) await catalog.add({ name, category });
});
afterAll(() => catalog.stop());

const odd = [
  'C',
  'C 2',
  'C#',
  'C# in depth',
  'C#0190',
  'C++',
  '100 %',
  '_',
  'a"b\\c',
  '👩‍🚀 suit',
  'ﷺ'.repeat(200),
  '𝒳'.repeat(100),
];
const shelf = [
  ['Desk', 'furniture'],
  ['Desk lamp', 'lights'],
  ['DESKTOP', 'computers'],
  ['Standing desk', 'furniture'],
  ['Café table', 'furniture'],
  ['Straße', 'maps'],
  ['Οδοί', 'maps'],
  ['ΟΔΟΣ', 'maps'],
  ['Łódź at night', 'maps'],
  ['Ørsted', 'maps'],
  ['Æbleskiver pan', 'kitchen'],
] as const;

type Query = Record<string, string | number>;
const list = (query: Query) => catalog.ask('GET', `${base}?${new URLSearchParams(query as Record<string, string>)}`);
const namesOf = ({ body }: { body: { items: { name: string }[] } }) => body.items.map(({ name }) => name);
const find = async (query: Query) => namesOf(await list(query));
const pagesOf = async (query: Query): Promise<string[]> => {
  const { body } = await list(query);
  return [...namesOf({ body }), ...(body.nextCursor ? await pagesOf({ ...query, cursor: body.nextCursor }) : [])];
};

describe('a search by name', () => {
  test.each([
    ['desk', ['Desk', 'Desk lamp', 'DESKTOP']],
    ['DESK ', ['Desk', 'Desk lamp', 'DESKTOP']],
    ['desk l', ['Desk lamp']],
    ['ｄｅｓｋｔｏｐ', ['DESKTOP']],
    ['cafe', ['Café table']],
    ['CAFE\u0301', ['Café table']],
    ['STRASSE', ['Straße']],
    ['straß', ['Straße']],
    ['οδος', ['ΟΔΟΣ']],
    ['ΟΔΟ', ['Οδοί', 'ΟΔΟΣ']],
    ['lamp', []],
    ['lodz', ['Łódź at night']],
    ['ŁÓDŹ', ['Łódź at night']],
    ['orsted', ['Ørsted']],
    ['aeble', ['Æbleskiver pan']],
    ['%', []],
    ['d_sk', []],
    ['100 %', ['100 %']],
    ['_', ['_']],
    ['a"b\\', ['a"b\\c']],
    ['👩', ['👩‍🚀 suit']],
    ['c#', ['C#', 'C# in depth', 'C#0190']],
    ['c#01', ['C#0190']],
    ['c', ['C', 'C 2', 'C#', 'C# in depth', 'C#0190', 'C++', 'Café table']],
    ['𝒳'.repeat(100), ['𝒳'.repeat(100)]],
    ['ﷺ'.repeat(200), ['ﷺ'.repeat(200)]],
  ])('for %j finds names that start with it', async (name, found) => {
    expect(await find({ name })).toEqual(found);
  });

  test('is limited to one category on request', async () => {
    expect(await find({ name: 'desk', category: 'furniture' })).toEqual(['Desk']);
    expect(await find({ name: 'desk', category: 'maps' })).toEqual([]);
  });

  test.each<Query>([{}, { category: 'odd' }, { name: 'c' }, { name: 'C#' }, { name: 'c', category: 'odd' }])(
    'or a list of %j shows everything once, page by page',
    async (query) => {
      const whole = await find({ ...query, limit: 100 });
      expect(whole.length).toBeGreaterThan(2);
      for (const limit of [1, 2, whole.length]) expect(await pagesOf({ ...query, limit })).toEqual(whole);
    },
  );

  test('finds a product only by its new name, and not at all once it is archived', async () => {
    const { location } = await catalog.add({ name: 'Quill' });
    await catalog.ask('PATCH', location, { body: { name: 'Quiver' } });
    expect([await find({ name: 'quill' }), await find({ name: 'quiver' })]).toEqual([[], ['Quiver']]);
    await catalog.ask('DELETE', location);
    expect(await find({ name: 'qui' })).toEqual([]);
  });

  test.each(['name=', 'name=%20', 'name=%00', 'name=%CC%81', `name=${'x'.repeat(201)}`, 'name=a&name=b', 'nom=a', 'name[]=a'])(
    'is refused for ?%s',
    async (query) => {
      expect((await catalog.ask('GET', `${base}?${query}`)).status).toBe(422);
    },
  );
});

describe('a cursor', () => {
  const lists: Query[] = [
    {},
    { category: 'odd' },
    { category: 'furniture' },
    { name: 'c' },
    { name: 'd' },
    { name: 'c', category: 'odd' },
  ];

  test('is valid for its own list, in every spelling of its search, and for no other', async () => {
    for (const own of lists) {
      const cursor = (await list({ ...own, limit: 1 })).body.nextCursor;
      for (const other of lists) {
        expect((await list({ ...other, cursor })).status).toBe(other === own ? 200 : 422);
      }
    }
    const { nextCursor: cursor } = (await list({ name: 'c', limit: 1 })).body;
    expect((await list({ name: 'C', cursor })).status).toBe(200);
  });

  test('stays valid when the product that it was taken from is gone', async () => {
    const { location } = await catalog.add({ name: 'D', category: 'fleeting' });
    await catalog.add({ name: 'E', category: 'fleeting' });
    const { nextCursor: cursor } = (await list({ category: 'fleeting', limit: 1 })).body;
    await catalog.ask('DELETE', location);
    expect(await find({ category: 'fleeting', cursor })).toEqual(['E']);
  });

  test('that is forged reads nothing but the requested list', async () => {
    const desk = positionOf({ name: 'Desk', productId: 'ffffffff-ffff-7fff-bfff-ffffffffffff' });
    const [, secret] = JSON.parse(Buffer.from(cursorAfter(desk, {}), 'base64url').toString());
    expect(secret).toBe(desk);
    expect(await find({ category: 'furniture', cursor: cursorAfter(desk, { category: 'furniture' }) })).toEqual([
      'Standing desk',
    ]);
    // A position outside the search: DynamoDB itself would refuse it.
    expect((await list({ name: 'c', cursor: cursorAfter(desk, { name: 'c' }) })).status).toBe(422);
  });

  test.each<[string, unknown]>([
    ['a place alone', positionOf({ name: 'Desk', productId: '0190c0de-0000-7000-8000-00000000ffff' })],
    ['an object', { listing: 'archived' }],
    ['a place without an id', ['', 'desk']],
    ['half a character', ['', `\ud800${'0'.repeat(36)}`]],
    ['nothing', null],
    ['more than there is', ['', 'desk', 'archived']],
  ])('of %s is refused', async (_, said) => {
    const [own] = JSON.parse(Buffer.from((await list({ limit: 1 })).body.nextCursor, 'base64url').toString());
    const cursor = toCursor(Array.isArray(said) ? [own, ...said.slice(1)] : said);
    expect((await list({ cursor })).status).toBe(422);
  });
});
