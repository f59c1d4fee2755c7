import { lines, statements } from './statements.ts';

const headers = [
  ...['a\r\nx-injected: yes', 'a\nx-injected: yes', 'a\rx-injected: yes', '\r\n\r\n<html>', 'a\r\nset-cookie: a=b'],
  ...['a%0d%0ax-injected: yes', 'a%0d%0a%0d%0a<b>', '\u560a\u560dx-injected: yes', 'a\u2028x-injected: yes'],
  ...['a\u0085x-injected: yes', 'a\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK'],
];

const paths = lines`
..
../
../../etc/passwd
..\..\win.ini
....//....//etc/passwd
%2e%2e%2f
..%2f
%252e%252e%252f
..;/
/etc/passwd
file:///etc/passwd
//evil.example
\\evil.example\share
C:\boot.ini
./.
.
..%c0%af
..%5c
a/../../admin
/proc/self/environ
http://169.254.169.254/latest/meta-data/
https://evil.example/?a=b
gopher://127.0.0.1:5432/_x
javascript:alert(1)
data:text/html,<b>`;

const formats = lines`
%s
%n
%x%x%x
%p
%99999999s
%*.*s
{0}
{}
%(name)s
\x41
\u0041
\0
%00
%0a
\n
\
\\`;

const controls = [
  ...Array.from({ length: 32 }, (_, code) => `a${String.fromCharCode(code)}b`),
  ...['a\u007fb', 'a\u0080b', 'a\u009fb', '\0', '\0\0\0'],
];

const surrogates = ['\ud800', '\udfff', 'a\ud800b', '\udc00\ud800', '\ud83d', 'x\ude00', '\ud800\ud800'];

const scripts = [
  ...['\u202eabc', '\u200fabc', 'a\u200bb', '\ufeffabc', 'a\u00adb', '\u2066abc\u2069', '\u061c', '\ufffe', '\uffff', '\ufffd'],
  ...[
    'ａｄｍｉｎ',
    '\u0430dmin',
    'ſelect',
    'ﬁ',
    'İ',
    'ı',
    'ß',
    'ẞ',
    '\u212b',
    '\u00c5',
    'é',
    'e\u0301',
    'a\u0301\u0302\u0303\u0304\u0305',
    '\u2126',
  ],
  ...['😀', '👨‍👩‍👧‍👦', '🇩🇪', '\u{10ffff}', '\u{1f3f4}\u{e0067}', '田中さん', 'مرحبا', 'ﷺ', '０', '１２', '\u3000'],
];

const numbers = lines`
0
-1
1
00
0x10
1e3
1e400
-0
NaN
Infinity
-Infinity
9007199254740993
1,5
1.5
true
null
undefined
[]`.concat('9'.repeat(400));

const spaces = ['', ' ', '   ', '\t', ' a ', '\u00a0', 'a  b', '\u2003a'];

const sizes = [101, 129, 201, 256, 1_025, 2_001, 4_096, 16_000, 60_000].flatMap((length) => [
  'x'.repeat(length),
  ' '.repeat(length),
]);

/** Texts that have broken something somewhere. */
export const textPayloads: readonly string[] = [
  ...new Set([
    ...[statements, headers, paths, formats].flat(),
    ...[controls, surrogates, scripts, numbers, spaces, sizes].flat(),
  ]),
];
