import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ensureSigningKey } from '../../../local/signing-key.ts';

it('makes a P-256 key that only its owner may read, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signing-key-'));
  const file = join(folder, 'key.pem');
  try {
    ensureSigningKey(file);
    const pem = readFileSync(file, 'utf8');
    expect(createPrivateKey(pem).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    ensureSigningKey(file);
    expect(readFileSync(file, 'utf8')).toBe(pem);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
