import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { openLocalSigner } from '#shared/tokens/signer.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signer-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(key: KeyObject, type: 'pkcs8' | 'sec1' = 'pkcs8'): Promise<string> {
  const file = join(folder, 'key.pem');
  await writeFile(file, key.export({ type, format: 'pem' }));
  return file;
}

test.each(['pkcs8', 'sec1'] as const)('a key in %s signs what another library verifies', async (type) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = await openLocalSigner(await fileOf(privateKey, type));
  const content = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.${Buffer.from('hello').toString('base64url')}`;
  const signature = await signer.sign(Buffer.from(content));
  expect(signature).toHaveLength(64);
  const { payload } = await compactVerify(`${content}.${signature.toString('base64url')}`, await importJWK(signer.publicJwk()));
  expect(Buffer.from(payload).toString()).toBe('hello');
});

test('a key is published without its private part, under its RFC 7638 thumbprint', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = await openLocalSigner(await fileOf(privateKey));
  expect(Object.keys(signer.publicJwk()).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  expect(signer.kid).toBe(await calculateJwkThumbprint(signer.publicJwk()));
});

test.each([
  ['of another curve', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
  ['of another kind', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
])('a key %s is refused', async (_, key) => {
  await expect(fileOf(key()).then(openLocalSigner)).rejects.toThrow();
});
