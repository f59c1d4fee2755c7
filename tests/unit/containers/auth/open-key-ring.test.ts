import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { toPublicJwk } from '#shared/tokens/public-jwk.ts';
import { openKeyRing } from '../../../../containers/auth/open-key-ring.ts';
import { silentLog } from '../../../support/silent-log.ts';

const kms = mockClient(KMSClient);
const minutes = 60_000;
const now = Date.UTC(2030, 0, 31, 12);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-ring-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  kms.reset();
  jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });
});
afterEach(() => void jest.useRealTimers());

const aKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

async function inFile(key: KeyObject, signsFrom: number, name = `${signsFrom}.pem`) {
  const file = join(folder, name);
  await writeFile(file, key.export({ type: 'pkcs8', format: 'pem' }));
  return { key: { file }, signsFrom };
}

describe('a ring of keys', () => {
  test('is made of files and KMS keys alike', async () => {
    const [old, next] = [aKey(), aKey()];
    const PublicKey = next.publicKey.export({ format: 'der', type: 'spki' });
    kms.on(GetPublicKeyCommand, { KeyId: 'alias/next' }).resolves({ PublicKey });
    const { log, entries } = silentLog();
    const ring = await openKeyRing(
      [await inFile(old.privateKey, 0), { key: { kmsKeyId: 'alias/next' }, signsFrom: now + 15 * minutes }],
      log,
    );
    expect(ring.signer().kid).toBe(toPublicJwk(old.publicKey).kid);
    expect(ring.published()).toEqual([toPublicJwk(old.publicKey), toPublicJwk(next.publicKey)]);
    expect(entries).toEqual([]);
    jest.setSystemTime(now + 15 * minutes);
    expect(ring.signer().kid).toBe(toPublicJwk(next.publicKey).kid);
  });

  test('warns of a key that starts signing in less than a quarter of an hour', async () => {
    const { log, entries } = silentLog();
    const next = aKey();
    const signsFrom = now + 15 * minutes - 1;
    await openKeyRing([await inFile(aKey().privateKey, 0), await inFile(next.privateKey, signsFrom)], log);
    expect(entries).toMatchObject([
      { level: 'warn', fields: { kid: toPublicJwk(next.publicKey).kid, signsFrom: '2030-01-31T12:14:59.999Z' } },
    ]);
  });

  test('ignores keys that were replaced long ago, because they may be disabled', async () => {
    const retired = { key: { kmsKeyId: 'disabled' }, signsFrom: 0 };
    const ring = await openKeyRing([retired, await inFile(aKey().privateKey, now - 11 * minutes)], silentLog().log);
    expect(ring.published()).toHaveLength(1);
    expect(kms.calls()).toHaveLength(0);
  });

  test('is not opened with invalid keys, and all of them are reported', async () => {
    kms.on(GetPublicKeyCommand).rejects(Object.assign(new Error('no such key'), { name: 'NotFoundException' }));
    const broken = [
      { key: { file: join(folder, 'absent.pem') }, signsFrom: 0 },
      { key: { kmsKeyId: 'absent' }, signsFrom: now - 1 * minutes },
      await inFile(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, now + 60 * minutes),
    ];
    const error = await openKeyRing(broken, silentLog().log).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'ConfigError' });
    const lines = (error as Error).message.split('\n').filter((line) => line.startsWith('  - '));
    expect(lines).toEqual([
      expect.stringMatching(/SIGNING_KEYS: the key that signs from 1970-.* cannot be opened: Error: ENOENT/),
      expect.stringMatching(
        /SIGNING_KEYS: the key that signs from 2030-01-31T11:59:00.000Z on .*: NotFoundException: no such key/,
      ),
      expect.stringMatching(
        /SIGNING_KEYS: the key that signs from 2030-01-31T13:00:00.000Z on cannot be opened: Error: crv is missing or malformed/,
      ),
    ]);
  });

  test('refuses the same key under two names', async () => {
    const { privateKey } = aKey();
    const twice = [await inFile(privateKey, 0), await inFile(privateKey, now + 60 * minutes)];
    await expect(openKeyRing(twice, silentLog().log)).rejects.toThrow('SIGNING_KEYS: a key is listed under two names');
  });
});
