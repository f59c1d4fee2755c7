import { describe, expect, test } from '@jest/globals';
import { categoryLook } from '../../../../containers/catalog/category-look.ts';

describe('categories that look the same', () => {
  test.each([
    ['Computers', 'computers'],
    ['Com\u200bputers', 'Computers'],
    ['Com\ufffcputers', 'Computers'],
    ['Com\u{13437}puters', 'Computers'],
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
    // Letters that look like ASCII ones only as capitals, and one that looks like another one then.
    ['НОТЕLS', 'Hotels'],
    ['ВООКS', 'books'],
    ['ΝEWS', 'News'],
    ['ΥOGA', 'Yoga'],
    ['ΝΈΑ', 'νέα'],
    ['USB ΝΕΟ', 'usb νεο'],
    ['USB КАБЕЛЬ', 'usb кабель'],
    ['Lаmps Тools', 'LAMPS TOOLS'],
    ['カメラ', '力メラ'],
    ['スキー', 'スキ一'],
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
    ['Воск', 'Носк'],
    ['νέα', 'υέα'],
    ['Ångström', 'Angstrom'],
    ['工具', '玩具'],
  ])('%j and %j are two', (one, other) => expect(categoryLook(one)).not.toBe(categoryLook(other)));
});
