import { describe, expect, test } from '@jest/globals';
import { categoryLook } from '../../../../containers/catalog/category-look.ts';

describe('categories that look the same', () => {
  test.each([
    ['Computers', 'computers'],
    ['Com\u200bputers', 'Computers'],
    ['Straße', 'STRASSE'],
    ['Cafe\u0301', 'Café'],
    ['Ｃomputers', 'Computers'],
    ['Соmрutеrs', 'Computers'],
    ['Αudio', 'Audio'],
    ['аudio', 'audio'],
    ['ԁеѕk', 'desk'],
    ['T‐shirts', 'T-shirts'],
    ['Men’s', "Men's"],
    ['ᴄomputers', 'computers'],
    ['КНИГИ', 'книги'],
  ])('%j and %j are one', (one, other) => expect(categoryLook(one)).toBe(categoryLook(other)));
});

describe('categories that do not', () => {
  test.each([
    ['Modern', 'Modem'],
    ['Class 1', 'Class l'],
    ['Café', 'Cafe'],
    ['κόσμος', 'κόομος'],
    ['книги', 'книга'],
    ['カメラ', 'かめら'],
    ['ספרים', 'ספרות'],
    ['Bücher', 'Bucher'],
  ])('%j and %j are two', (one, other) => expect(categoryLook(one)).not.toBe(categoryLook(other)));
});
