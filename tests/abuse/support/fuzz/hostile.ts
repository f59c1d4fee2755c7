import fc from 'fast-check';

/** Numbers that JSON allows and JavaScript does not, and numbers at JavaScript's limits. */
const hostileNumbers: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 0.1, 1e6, 1e6 + 1, 99_999_999, 1e8, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e21, 5e-324),
  fc.constantFrom('1e400', '-1e400', '1E+2', '0.1e1', '1e-400', '9'.repeat(400), '-0').map(asItStands),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Texts that have broken a parser, statement, terminal or layout before. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\t',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udc00\ud800',
      '\ufeff',
      '\u202etxt.exe',
      'é\u0301\u0301',
      '👩‍👩‍👧‍👦',
      'ﷺ',
      '\u2028',
      '\u3164',
      'a\u200d\ufe0f\u{e0041}',
      '\u2066a\u2069',
      '\u2800\u0301',
    ],
    ...[
      "' or '1'='1",
      "'; drop table orders; --",
      '\u0024{7*7}',
      '{{7*7}}',
      '%s%n',
      '../../etc/passwd',
      '\r\nset-cookie: a=b',
      '__proto__',
    ],
    ...[
      'null',
      'undefined',
      'true',
      '[object Object]',
      '1e400',
      '-1',
      '0',
      'constructor',
      '<script>alert(1)</script>',
      '\\',
      '"',
      '%00',
      '%',
    ],
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.constantFrom(19, 20, 21, 100, 101, 128, 129, 200, 201, 255, 256, 2001, 5000).map((length) => 'x'.repeat(length)),
);

/** Values of every kind, to put where something else belongs. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  hostileTexts,
  hostileNumbers,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { toString: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(20, 40, 300).map((depth) => nested(depth)),
);

/** Whole bodies that are not JSON, too large, or JSON of another kind. */
export const hostileBodies: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '{}',
    '[]',
    'null',
    'true',
    '0',
    '"text"',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}{"a":2}',
    'NaN',
    '\ufeff{}',
  ),
  fc.constantFrom('{"__proto__":{"roles":["admin"]}}', '{"constructor":{"prototype":{"a":1}}}', '{"a":1,"a":2}', '{"\\u0000":1}'),
  fc.constantFrom(100, 10_000).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.constantFrom(65_536, 65_537, 200_000).map((length) => JSON.stringify({ a: 'x'.repeat(length - 8) })),
  fc.json({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

/** What a header can contain on the wire. */
export const headerTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '""',
    '"x"',
    'W/"x"',
    '-1',
    'null',
    '0'.repeat(2_000),
    'a=b; __proto__=c',
    '1, 2',
    '\u00ff\u00fe',
    '\t',
  ),
  fc.string({ maxLength: 40, unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
);

/** What a path or a query can contain, escaped or broken. */
export const pathTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '7',
    '.',
    '..',
    '%2e%2e',
    '%2f',
    '%00',
    '%ff',
    '%zz',
    '%',
    'a%0d%0ab',
    ';',
    '*',
    'null',
    '0'.repeat(1_500),
    '%ed%a0%80',
  ),
  hostileTexts.map((text) => encodeURIComponent(text.toWellFormed())),
);

/** Nested arrays of this depth, each the only item of the next. */
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

/** A number, written to JSON verbatim. */
function asItStands(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
}
