import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import common from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' };
import fc from 'fast-check';
import { isGuessable } from '../../../../containers/auth/blocklist.ts';

const email = 'ada.lovelace@example.com';
const guessable = (password: string) => isGuessable(password.normalize('NFKC'), email);

describe('a password', () => {
  test.each([
    'aaaaaaaaaaaaaaaaaaaa',
    'aaaaaaaaaaaaaaa1',
    '🔑🔒🔑🔒🔑🔒🔑🔒🔑🔒🔑🔒🔑🔒🔑',
    'passwordpassword',
    'PasswordPasswordPass',
    'password1password2',
    'password12345678',
    'Passw0rd!!!!!!!!',
    'abc123..........',
    '!!! sunshine 20241231 !!!',
    'horse horse horse 12',
    'momsanaladventuremomsanal',
    '123412341234123',
    '012345678901234',
    '987654321098765',
    '12345678901234567!',
    'abcdefghijklmno',
    'qwertyuiopasdfghj',
    '1qaz2wsx3edc4rfv',
    'Ada.Lovelace@example.com',
    'ada.lovelace-2026',
    'Ada.Lovelace@example.com!',
    'CloudServices2026',
    'cloud services!',
  ])('like %s is too easy to guess', (password) => {
    expect(guessable(password)).toBe(true);
  });

  test.each([
    'correct horse battery staple',
    'password-horse-battery?',
    'lkjsdf83kjsdfk3',
    'pässwort pässwörter',
    '839201758439201',
    '0193847561ab2938',
    'admin@example.com!!',
    'cloudservices is what I use',
  ])('like %s is not', (password) => {
    expect(guessable(password)).toBe(false);
  });
});

describe('a common password', () => {
  const word = fc.constantFrom(...common.filter((each) => each.length >= 4));
  const padding = fc.string({ unit: fc.constantFrom(...'0123456789 !?.-_'), maxLength: 20 });
  const manyTimes = { numRuns: 2_000 };

  test('is too easy to guess in any case and any repetition, even with a partial last one', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 15, max: 128 }), fc.boolean(), (common, length, isUpper) => {
        const repeated = common.repeat(Math.ceil(length / common.length)).slice(0, Math.max(length, common.length));
        return guessable(isUpper ? repeated.toUpperCase() : repeated);
      }),
      manyTimes,
    );
  });

  test('is also too easy with digits and punctuation around it', () => {
    const lettered = word.filter((each) => /^\p{L}.*\p{L}$/u.test(each));
    fc.assert(
      fc.property(lettered, padding, padding, (common, before, after) => guessable(`${before}${common}${after}`)),
      manyTimes,
    );
  });
});

test('random passwords are accepted', () => {
  const passwords = Array.from({ length: 5_000 }, () => randomBytes(12).toString('base64url'));
  expect(passwords.filter(guessable)).toEqual([]);
});

test('any text can be checked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 128 }), fc.string({ maxLength: 254 }), (password, address) => {
      expect(typeof isGuessable(password, address)).toBe('boolean');
    }),
  );
});
