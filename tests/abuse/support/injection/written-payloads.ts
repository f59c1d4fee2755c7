const nested = (open: string, inner: string, close: string, depth: number) => open.repeat(depth) + inner + close.repeat(depth);

/** Raw JSON in place of a text; some of it is invalid. */
export const jsonPayloads: readonly string[] = [
  ...[
    '1',
    '0',
    '-0',
    '1.5',
    '1e400',
    '-1e400',
    '1e-400',
    '9007199254740993',
    'true',
    'false',
    'null',
    '[]',
    '{}',
    '[[]]',
    '["a"]',
  ],
  ...[
    '{"a":1}',
    '{"$gt":""}',
    '{"S":"x"}',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"then":1}',
  ],
  ...['{"toString":1}', '{"length":9}', '{"a":1,"a":2}', '["a","a"]', '"\\ud800"', '"\\u0000"', '{"\\u0000":1}', '{"\\ud800":1}'],
  ...[
    'NaN',
    'undefined',
    "'a'",
    '"a',
    '01',
    '+1',
    '.5',
    '1.',
    '"\\x41"',
    '"\t"',
    '"a","__proto__":{"x":1}',
    '"a","constructor":1',
  ],
  ...[nested('[', '', ']', 31), nested('[', '', ']', 1_000), nested('[', '', ']', 30_000), nested('{"a":', '1', '}', 10_000)],
  ...['['.repeat(60_000), `[${'1,'.repeat(20_000)}1]`, `"${'\\u0041'.repeat(9_000)}"`, '9'.repeat(40_000)],
  `{${Array.from({ length: 3_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
];

/** Raw path or query content, including escapes; some of it cannot be decoded. */
export const escapedPayloads: readonly string[] = [
  ...['%', '%%', '%0', '%zz', '%ff', '%fe%ff', '%c0%af', '%c1%9c', '%e2%82', '%ed%a0%80', '%f4%90%80%80', '%00', '%2f', '%5c'],
  ...['%2e%2e', '%252f', '%25', '%u0041', '%0d%0ax-injected:%20yes', ';a=b', '%3b', '%23', '%3f', '+', '%20', '*', '!', "'", '('],
  ...[')', '~', '%7e', '@', '%40', ':', '%26a=b', '%3d'],
];
