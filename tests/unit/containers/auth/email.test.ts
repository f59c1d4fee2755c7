import { describe, expect, test } from '@jest/globals';
import { canonicalEmail, email } from '../../../../containers/auth/email.ts';

const isTaken = (said: string) => email.safeParse(said).success;

test.each([
  'ada@example.com',
  "o'brien+shop@mail.example.co.uk",
  'schäfer@example.com',
  'user@münchen.example',
  'пользователь@пример.рф',
  '用户@例子.中国',
  'उपयोगकर्ता@उदाहरण.भारत',
  'δοκιμή@παράδειγμα.ελ',
  'user@xn--mnchen-3ya.example',
  'user@例え.テスト',
  'josé.garcía@correo.example',
  'İbrahim@example.com',
  'n\u0308am@example.com',
  'a&b@example.com',
  'user=tag@example.com',
  'jean/luc@example.com',
  'a!b@example.com',
  'x#y@example.com',
  '~me@example.com',
  "obrien'@example.com",
  '-a-@example.com',
  '{a}|b`c^d*e?f%g$@example.com',
  '😀@example.com',
  'I❤NY@example.com',
  '👋🏽🇨🇭@example.com',
])('%s is an address', (said) => expect(isTaken(said)).toBe(true));

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@example',
  'a da@example.com',
  'ada@exa mple.com',
  'ada@-.com',
  'ada..b@example.com',
  '.ada@example.com',
  'ada@münchen',
  'ada@xn--.example\u0000',
  'ada@exämple..com',
  'ada@exämple.com:25',
  'ada@exämple.com/x',
  'ada@exämple.com#x',
  'ada@exämple.com?x',
  'ada@exä%6dple.com',
  'ada@exä\nmple.com',
  'ada@😀.example',
  'ä\u0000@example.com',
  'ä\u202e@example.com',
  'ada@\ud800.com',
  '\u3164@example.com',
  '\u0301@example.com',
  'ada.\u0301@example.com',
  'ada+\u0301b@example.com',
  'ä@ä@example.com',
  'ada.@example.com',
  'ada@example.c',
  'ada@127.0.0.1',
  'ada@example.com.',
  '"ada"@example.com',
  'a,b@example.com',
  '<ada>@example.com',
  'ada\\@example.com',
  'a@b@example.com',
  '\u2800@example.com',
  '\ufffc@example.com',
  '\ufffd@example.com',
  '\u{13441}@example.com',
  '❤\ufe0f@example.com',
  `ada@${'a'.repeat(64)}.com`,
  `${'ä'.repeat(250)}@example.com`,
])('%j is not', (said) => expect(isTaken(said)).toBe(false));

describe('addresses that differ only by', () => {
  test.each([
    ['case', 'Ada@Example.COM', 'ada@example.com'],
    ['case of other letters', 'SCHÄFER@example.com', 'schäfer@example.com'],
    ['case of a sigma at the end of a word', 'ΝΊΚΟΣ.Π@example.com', 'νίκος.π@example.com'],
    ['case of a sigma at the end', 'ΣΑΣ@example.com', 'σας@example.com'],
    ['composition', 'scha\u0308fer@example.com', 'schäfer@example.com'],
    ['width', 'ａｄａ＠ｅｘａｍｐｌｅ.com', 'ada@example.com'],
    ['the form of the domain', 'user@MÜNCHEN.example', 'user@xn--mnchen-3ya.example'],
    ['the composition of the domain', 'user@mu\u0308nchen.example', 'user@XN--MNCHEN-3YA.example'],
    ['the kind of dot', 'user@münchen。example', 'user@münchen.example'],
    ['what is invisible', '\u200bada@exam\u00adple.com ', 'ada@example.com'],
  ])('%s are the same', (_, said, same) => expect(canonicalEmail(said)).toBe(canonicalEmail(same)));
});

test('a canonical address is its own canonical form', () => {
  for (const said of ['schäfer@MÜNCHEN.example', 'İ@example.com', 'ΟΔΟΣ@παράδειγμα.ελ', 'ǅ@straße.example']) {
    const once = canonicalEmail(said);
    expect(canonicalEmail(once)).toBe(once);
    expect(once).toBe(once.toLowerCase());
  }
});

test('an older address keeps its canonical form', () => {
  for (const said of [
    'ada@xn--zz.example',
    'x_y-z+1@sub.domain.example',
    'a@1and1.com',
    'σας@xn--kxa6ajbbmh.gr',
    'straße@example.com',
  ])
    expect(canonicalEmail(said)).toBe(said);
});
