import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { signingKeys as setting } from '#shared/tokens/signing-keys.ts';
import { signingKeys } from '../../../local/signing-keys.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signing-keys-'));
  folder = join(root, 'of a, b@c #1 100%', 'keys');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the keys of the local stack', () => {
  it('start with a P-256 key that only its owner may read, created once', () => {
    const keys = setting.parse(signingKeys(folder));
    const file = join(folder, '2020-01-01T00-00-00Z.pem');
    expect(keys).toEqual([{ key: { file }, signsFrom: Date.UTC(2020, 0, 1) }]);
    const pem = readFileSync(file, 'utf8');
    expect(createPrivateKey(pem).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect([statSync(file).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(setting.parse(signingKeys(folder))).toEqual(keys);
    expect(readFileSync(file, 'utf8')).toBe(pem);
  });

  it('rotate by adding a file, named after the time from which its key signs', () => {
    signingKeys(folder);
    const file = join(folder, '2030-01-31T12-00-00Z.pem');
    writeFileSync(file, 'a key');
    expect(setting.parse(signingKeys(folder))).toContainEqual({ key: { file }, signsFrom: Date.UTC(2030, 0, 31, 12) });
  });

  it('must have different times', () => {
    signingKeys(folder);
    writeFileSync(join(folder, 'tomorrow.pem'), 'a key');
    expect(() => setting.parse(signingKeys(folder))).toThrow('entry 2 has no UTC time');
  });
});
