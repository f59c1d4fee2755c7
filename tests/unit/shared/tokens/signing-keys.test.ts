import { describe, expect, test } from '@jest/globals';
import { signingKeys } from '#shared/tokens/signing-keys.ts';

const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const past = '2020-01-01T00:00:00Z';

describe('the signing keys', () => {
  test.each([
    [`${arn}@${past}`, [{ key: { kmsKeyId: arn }, signsFrom: Date.UTC(2020, 0, 1) }]],
    [`alias/tokens@${past}`, [{ key: { kmsKeyId: 'alias/tokens' }, signsFrom: Date.UTC(2020, 0, 1) }]],
    [`file:/run/key.pem@${past}`, [{ key: { file: '/run/key.pem' }, signsFrom: Date.UTC(2020, 0, 1) }]],
    [`file:///run/a%2Cb%40c.pem@${past}`, [{ key: { file: '/run/a,b@c.pem' }, signsFrom: Date.UTC(2020, 0, 1) }]],
    [
      ` file:/b@2030-01-31T12:30:00.5Z , file:/a@${past}`,
      [
        { key: { file: '/b' }, signsFrom: Date.UTC(2030, 0, 31, 12, 30, 0, 500) },
        { key: { file: '/a' }, signsFrom: Date.UTC(2020, 0, 1) },
      ],
    ],
  ])('%s are parsed', (text, keys) => {
    expect(signingKeys.parse(text)).toEqual(keys);
  });

  test.each([
    ['', ['entry 1 is not <key>@<time>']],
    [arn, ['entry 1 is not <key>@<time>']],
    [`${arn}@${past},`, ['entry 2 is not <key>@<time>']],
    [`@${past}`, ['entry 1 names no key']],
    [`a key@${past}`, ['entry 1 names no key']],
    [`file:key.pem@${past}`, ['entry 1 names no key']],
    [`file://elsewhere/key.pem@${past}`, ['entry 1 names no key']],
    [`file:/a%2Fb.pem@${past}`, ['entry 1 names no key']],
    [`${arn}@`, ['entry 1 has no UTC time']],
    [`${arn}@soon`, ['entry 1 has no UTC time']],
    [`${arn}@2020-01-01`, ['entry 1 has no UTC time']],
    [`${arn}@2020-01-01T00:00:00`, ['entry 1 has no UTC time']],
    [`${arn}@2020-01-01T00:00:00+02:00`, ['entry 1 has no UTC time']],
    [`${arn}@2021-02-29T00:00:00Z`, ['entry 1 has no UTC time']],
    [`${arn}@1577836800`, ['entry 1 has no UTC time']],
    [`${arn}@9020-01-01T00:00:00Z`, ['no key signs yet']],
    [`a@${past},b@${past}`, ['two keys start signing at the same time']],
    [`a@${past},a@2021-01-01T00:00:00Z`, ['a key is listed twice']],
    [
      `a,b c@soon,d@${past},d@${past}`,
      [
        'entry 1 is not <key>@<time>',
        'entry 2 names no key',
        'entry 2 has no UTC time',
        'a key is listed twice',
        'two keys start signing at the same time',
      ],
    ],
  ])('%j are refused with all problems', (text, problems) => {
    const { error } = signingKeys.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });
});
