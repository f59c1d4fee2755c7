import { describe, expect, test } from '@jest/globals';
import { humanText } from '#shared/text/human-text.ts';
import { lookOf } from '#shared/text/tidy.ts';

const text = humanText(200);
const isTaken = (said: string) => text.safeParse(said).success;
const kept = (said: string) => text.parse(said);

describe('an invisible text', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \u00a0\u3000\u2003\t '],
    ['Hangul fillers', '\u3164\uffa0\u115f\u1160'],
    ['zero-width blanks', '\u200b\u200c\u200d\u2060\ufeff'],
    ['braille without dots', '\u2800\u2800'],
    ['soft hyphens', '\u00ad'],
    ['tags', '\u{e0041}\u{e0042}\u{e007f}'],
    ['variation selectors', '\ufe0f\ufe00\u{e0100}'],
    ['accents alone', '\u0301\u0308'],
    ['a mark around nothing', '\u20dd'],
    ['marks of direction', '\u200e\u200f\u061c'],
    ['invisible operators', '\u2061\u2064'],
    ['an object that is not there', '\ufffc'],
    ['a Mongolian separator', '\u180e'],
    ['a Khmer vowel that is not written', '\u17b4\u17b5'],
    ['a grapheme joiner', '\u034f'],
    ['notes that are not played', '\u{1d159}\u{1d173}'],
    ['shorthand controls', '\u{1bca0}'],
    ['an accent on a blank', ' \u0301'],
  ])('is refused: %s', (_, said) => {
    expect(isTaken(said)).toBe(false);
  });
});

describe('a text that looks like another', () => {
  test.each(['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])(
    'is refused for %j',
    (turn) => {
      expect(isTaken(`Ada${turn}evil`)).toBe(false);
      expect(isTaken(`${turn}Ada`)).toBe(false);
    },
  );

  test.each([
    ['Ad\u200ba', 'Ada'],
    ['Ad\u00ada', 'Ada'],
    ['Ad\u200ca', 'Ada'],
    ['A\ufe0fda', 'Ada'],
    ['\ufeffAda\u200e', 'Ada'],
    ['Ada\u{e0041}', 'Ada'],
    ['Ada\u3164', 'Ada'],
    ['  Ada \u00a0\u3000 Lovelace ', 'Ada Lovelace'],
    ['Cafe\u0301', 'Café'],
  ])('is stored without the difference: %j', (said, shown) => {
    expect(kept(said)).toBe(shown);
  });
});

describe('a text of any script', () => {
  test.each([
    'Ada Lovelace',
    'O’Brien & Sons (Dublin) #3',
    '山田 太郎',
    '葛\u{e0100}飾区',
    'می\u200cخواهم',
    'ශ්\u200dරී ලංකාව',
    'क्\u200dष',
    'ക്\u200c',
    'مرحبا',
    'שָׁלוֹם',
    'हिन्दी',
    '서울',
    'สวัสดี',
    'ᠮᠣᠩᠭᠣᠯ\u180b',
    'Nguyễn Thị Ánh',
    '👩\u200d👩\u200d👧\u200d👦',
    '👩🏽\u200d🚀',
    '🏳\ufe0f\u200d🌈',
    '❤\ufe0f\u200d🔥',
    '1\ufe0f\u20e3',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    '😀',
    '🇨🇭',
    '𓀀\u{13430}𓀁',
    '...',
  ])('is stored unchanged: %s', (said) => {
    expect(kept(said)).toBe(said.normalize('NFC'));
  });

  test.each(['Ada\ufffe', '\uffff', 'A\ufdd0da', 'Ada\u{1ffff}', 'Ada\u{10fffe}', 'A\ue000da', 'A\u{f0000}da', '\u{10fffd}'])(
    'has no character without a meaning: %j',
    (said) => {
      expect(isTaken(said)).toBe(false);
      expect(humanText(200, { lines: true }).safeParse(said).success).toBe(false);
    },
  );

  test.each(['A\u0000da', 'Ada\u0007x', 'A\nda', 'A\tda', 'A\u0085da', 'Ada\ud83d'])('has no control characters: %j', (said) => {
    expect(isTaken(said)).toBe(false);
  });

  test('is measured as it is stored', () => {
    expect(isTaken(`${' '.repeat(500)}${'x'.repeat(200)}`)).toBe(true);
    expect(isTaken('x'.repeat(201))).toBe(false);
  });
});

test('a text of several lines keeps its lines, and must still be visible', () => {
  const several = humanText(200, { lines: true });
  expect(several.parse(' One\u00a0 line\r\n\tand\u200b another ')).toBe('One line\n\tand another');
  expect(several.safeParse('\n\u3164\n').success).toBe(false);
  expect(several.safeParse('a\u0000').success).toBe(false);
});

test('two texts that look the same are one', () => {
  const alike = [
    'Büro Bedarf',
    'BÜRO bedarf',
    'Bu\u0308ro  Bedarf',
    ' büro\u00a0bedarf ',
    'Bü\u00adro Bedarf',
    'Ｂüro Bedarf',
    'Büro\u2800Bedarf',
    'Büro\u{13441}Bedarf',
    'Bü\ufffcro Bedarf',
    'Bü\u{13430}ro\u{1343f} Bedarf',
  ];
  expect(new Set(alike.map(lookOf)).size).toBe(1);
  expect(lookOf('Straße')).toBe(lookOf('STRASSE'));
  expect(lookOf('ΟΔΟΣ')).toBe(lookOf('οδος'));
  expect(lookOf('Café')).not.toBe(lookOf('Cafe'));
});
