import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson } from '#shared/http/strict-json.ts';

const parse = (text: string | Uint8Array) => parseStrictJson(typeof text === 'string' ? Buffer.from(text) : text).value;
const refused = (status: number) => expect.objectContaining({ status });
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a JSON text', () => {
  test('is parsed as by anyone', () => {
    const value = fc.jsonValue().filter((it) => !/\\u0000|\\ud[89a-f]|__proto__/.test(JSON.stringify(it)));
    fc.assert(fc.property(value, (it) => expect(parse(JSON.stringify(it, null, 1))).toEqual(JSON.parse(JSON.stringify(it)))));
  });

  test.each(['{"a":"\\"}{\\\\","b":"\\\\\\""}', '{"a":{"a":[{"a":1},{"a":2}]}}', '["a","a"]', '{"a":"b","b":"a"}', nested(32)])(
    '%j is valid',
    (text) => expect(parse(text)).toEqual(JSON.parse(text)),
  );

  test.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['half of one', '{"a":'],
    ['one with a comma too many', '[1,]'],
    ['one and more', '{} {}'],
    ['one with NaN', '[NaN]'],
    ['one with a bare control character', '"\u0001"'],
    ['one after a byte order mark', '\ufeff{}'],
    ['Latin-1', Buffer.from('"é"', 'latin1')],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['surrogates in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['one name twice', '{"a":1,"a":1}'],
    ['one name twice, spelled differently', '{"a":1,"\\u0061":1}'],
    ['one name twice, deep down', '[{"x":[{"y":1,"z":{},"y" :2}]}]'],
    ['one name twice, and one that every object has', '{"__proto__":1,"__proto__":2}'],
    ['too deep a text', nested(33)],
    ['far too deep a text', nested(32_000)],
    ['far too deep objects', '{"a":'.repeat(10_000) + 1 + '}'.repeat(10_000)],
  ])('%s is refused', (_, text) => {
    expect(() => parse(text)).toThrow(refused(400));
  });

  test.each([
    ['{"a":"\\ud800"}', 'a'],
    ['{"a":["x","\\udc00x"]}', 'a.1'],
    ['{"\\ud800":1}', ''],
    ['{"a":{"b":"x\\u0000"}}', 'a.b'],
    ['{"a":"x\\uffff"}', 'a'],
    ['{"a":["\ufdd0"]}', 'a.0'],
    ['{"x\\ud83f\\udffe":1}', ''],
    ['[1e400]', '0'],
    ['{"a":-1e999}', 'a'],
  ])('%s contains something that cannot be stored', (text, path) => {
    const errors = [expect.objectContaining({ path })];
    expect(() => parse(text)).toThrow(expect.objectContaining({ status: 422, extensions: { errors } }));
  });

  test.each([
    ['thousands of flaws in a long place', `{"${'x'.repeat(30_000)}":[${'9e999,'.repeat(5_000)}1]}`],
    ['thousands of names that cannot be stored', `{${Array.from({ length: 3_000 }, (_, n) => `"\\ud800${n}":1`).join()}}`],
  ])('with %s gets an answer that is no larger than itself', (_, text) => {
    expect(() => parse(text)).toThrow(refused(422));
    try {
      parse(text);
    } catch (error) {
      expect(JSON.stringify(error).length).toBeLessThan(10_000);
    }
  });

  test('may stack as many marks on a letter as people do, and no more than can be normalized quickly', () => {
    const stacked = (marks: number) => JSON.stringify({ a: `Zo${'\u0308'.repeat(marks)}` });
    expect(parse(stacked(30))).toBeDefined();
    expect(() => parse(stacked(31))).toThrow(refused(422));
    expect(() => parse(JSON.stringify({ [`a${'\u0301\u0316'.repeat(16)}`]: 1 }))).toThrow(refused(422));
  });

  test('with characters beyond the first plane is valid', () => {
    expect(parse('"\\ud83d\\ude00😀"')).toBe('😀😀');
  });
});
