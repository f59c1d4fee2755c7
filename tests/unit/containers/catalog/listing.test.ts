import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldName, positionOf, productIdAt } from '../../../../containers/catalog/listing.ts';

const productId = '0190c0de-0000-7000-8000-000000000001';

describe('a folded name', () => {
  test.each([
    ['Mouse', 'mouse'],
    ['STRASSE', foldName('straße')],
    ['Café', 'cafe'],
    ['Cafe\u0301', 'cafe'],
    ['ＡＢＣ', 'abc'],
    ['ﬁle', 'file'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'lodz'],
    ['ŁÓDŹ', 'lodz'],
    ['Ørsted', 'orsted'],
    ['Đà Nẵng', 'da nang'],
    ['Æther', 'aether'],
    ['Œuvre', 'oeuvre'],
    ['Iğdır', 'igdir'],
    ['Ħaż-Żebbuġ', 'haz-zebbug'],
    ['Þór', 'thor'],
    ['Groẞ', 'gross'],
    ['Ɓaƙi Ɗanƴa', 'baki danya'],
    ['ɓAƙI ɗANƳA', 'baki danya'],
    ['Azərbaycan ƏLI', 'azerbaycan eli'],
    ['Sáŋgá Ŋutɔ Ɛʋe Ɖe Ɔfɔ', 'sanga nuto eve de ofo'],
    ['Bɨr ƀar Ɨɩ Ʉʊ ǝ Ǝ', 'bir bar ii uu e e'],
    ['שָׁלוֹם', 'שלום'],
    ['كِتَاب', 'كتاب'],
    ['Co\u00adop\u200b', 'coop'],
    ['Two\u00a0  words', 'two words'],
    ['e\u20d7 e\u1dc4 e\u1ab0 e\ufe20', 'e e e e'],
    ['Men’s', "men's"],
    ['‚Men‛ʼs‘ `x′', "'men''s' 'x'"],
    ['“Quoted” „so“ «and» so‟', '"quoted" "so" "and" so"'],
    ['T‐shirt T–shirt T—shirt T−shirt T‑shirt', 't-shirt t-shirt t-shirt t-shirt t-shirt'],
    ['Rock´n´Roll Hawaiʻi', "rock'n'roll hawai'i"],
    ['½', '1/2'],
    ['がぎ', 'がぎ'.normalize('NFKD')],
    ['Йод', 'иод'],
    ['서울', '서울'.normalize('NFKD')],
    ['हिन्दी', 'हिन्दी'],
  ])('of %s is %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  test('starts with the folded prefix of the name', () => {
    const letters = [...'aZ’“–½éßşΣςοЖй東서가๑हि १👩ﬁＱ #+łØđÆœıİþẞŉĳɓƊŋə\u00a0\u00adשָׁ'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 60 }), fc.nat(60), (name, length) => {
        expect(foldName(name.join('')).startsWith(foldName(name.slice(0, length).join('')))).toBe(true);
      }),
    );
  });

  test('fits into a key, whatever the name', () => {
    const names = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('ﷺ'.repeat(200), '𝒳'.repeat(100)));
    fc.assert(
      fc.property(names, (name) => {
        expect(Buffer.byteLength(positionOf({ name, productId }))).toBeLessThanOrEqual(437);
      }),
    );
  });
});

describe('a position', () => {
  test('sorts before those whose names start with its own', () => {
    const names = ['desk', 'desk!', 'desk 2', 'desk#', 'desktop'];
    const sorted = names.map((name) => positionOf({ name, productId })).sort();
    expect(sorted[0]).toBe(positionOf({ name: 'desk', productId }));
  });

  test('contains its product', () => {
    expect(productIdAt(positionOf({ name: 'Desk', productId }))).toBe(productId);
  });
});
