import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { calculateJwkThumbprint, importJWK, jwtVerify } from 'jose';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { openKmsSigner } from '#shared/tokens/kms-signer.ts';
import { createAccessTokens } from '../../../../containers/auth/access-token.ts';
import { ringOf } from '../../../support/identity.ts';

const keyId = 'arn:aws:kms:eu-west-1:111122223333:key/1234';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const mock = mockClient(KMSClient);
const kms = new KMSClient({ region: 'eu-west-1' });
/** The key's signature of a message, in DER. */
let signatureOf: (message: Uint8Array) => Uint8Array;

beforeEach(() => {
  mock.reset();
  holds(publicKey);
  signatureOf = (message) => sign('sha256', message, privateKey);
});

const holds = (key: KeyObject) =>
  mock.on(GetPublicKeyCommand).resolves({ PublicKey: key.export({ format: 'der', type: 'spki' }) });

/** KMS signs a digest and node:crypto only a message, so this KMS gets the message and checks its digest. */
async function openSigner() {
  const signer = await openKmsSigner({ kms, keyId });
  return {
    ...signer,
    sign(message: Uint8Array) {
      const asked = { KeyId: keyId, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
      mock
        .on(SignCommand, { ...asked, Message: createHash('sha256').update(message).digest() })
        .resolves({ Signature: signatureOf(message) });
      return signer.sign(message);
    },
  };
}

const isGood = (message: Uint8Array, signature: Uint8Array) =>
  verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);

describe('a KMS key', () => {
  test('is read once, and published under its RFC 7638 thumbprint', async () => {
    const signer = await openSigner();
    await signer.sign(randomBytes(100));
    await signer.sign(randomBytes(100));
    expect(signer.publicJwk()).toMatchObject({ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' });
    expect(signer.kid).toBe(await calculateJwkThumbprint(signer.publicJwk()));
    expect(mock.commandCalls(GetPublicKeyCommand).map(({ args }) => args[0].input)).toEqual([{ KeyId: keyId }]);
  });

  test.each([
    ['another curve', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey],
    ['another kind', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ])('of %s is refused', async (_, key) => {
    holds(key());
    await expect(openSigner()).rejects.toThrow();
  });

  test('signs access tokens that an independent library verifies', async () => {
    const signer = await openSigner();
    const trust = { issuer: 'https://issuer.test', audience: 'cloudservices' };
    const ada = { email: 'ada@example.com', roles: ['customer' as const], sessionGeneration: 0 };
    const user = { userId: '018f0000-0000-7000-8000-000000000000', ...ada };
    const token = await createAccessTokens({ keys: ringOf(signer), ...trust })(user);
    const { payload, protectedHeader } = await jwtVerify(token, await importJWK(signer.publicJwk()), trust);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: signer.kid });
    expect(payload).toMatchObject({ sub: user.userId, roles: ['customer'] });
  });

  test('signs what is longer than KMS accepts as a message', async () => {
    const message = randomBytes(100_000);
    expect(isGood(message, await (await openSigner()).sign(message))).toBe(true);
  });
});

describe('a signature', () => {
  test('is right whatever the length of its numbers, 3,000 times', async () => {
    const lengths = new Set<number>();
    let der: Uint8Array = Buffer.alloc(0);
    // The mock remembers and compares all calls, which is too slow for 3,000 of them.
    const send = async (command: unknown) =>
      command instanceof SignCommand ? { Signature: der } : { PublicKey: publicKey.export({ format: 'der', type: 'spki' }) };
    const signer = await openKmsSigner({ kms: { send } as unknown as KMSClient, keyId });
    for (let count = 0; count < 3_000; count++) {
      const message = randomBytes(32);
      der = signatureOf(message);
      lengths.add(der.length);
      const signature = await signer.sign(message);
      if (signature.length !== 64 || !isGood(message, signature)) throw new Error(Buffer.from(der).toString('hex'));
    }
    // 70 to 72 bytes are usual; shorter ones have a number that starts with a zero byte.
    expect(Math.min(...lengths)).toBeLessThan(70);
    expect(Math.max(...lengths)).toBe(72);
  });

  test.each([
    ['of one byte', '3006020101020102', 1n, 2n],
    ['that begins with a set bit', `3026020200ff0220${'7f'.repeat(32)}`, 0xffn, BigInt(`0x${'7f'.repeat(32)}`)],
    ['of all bits', `3046022100${'ff'.repeat(32)}022100${'ff'.repeat(32)}`, 2n ** 256n - 1n, 2n ** 256n - 1n],
  ])('accepts a number %s', async (_, der, r, s) => {
    mock.on(SignCommand).resolves({ Signature: Buffer.from(der, 'hex') });
    const raw = await (await openKmsSigner({ kms, keyId })).sign(randomBytes(8));
    expect(raw.toString('hex')).toBe([r, s].map((number) => number.toString(16).padStart(64, '0')).join(''));
  });
});

describe('KMS', () => {
  const named = (name: string) => Object.assign(new Error('canary'), { name, $metadata: { httpStatusCode: 400 } });

  test.each(['KMSInvalidStateException', 'DisabledException', 'AccessDeniedException', 'ThrottlingException', 'TimeoutError'])(
    'that answers %s is unavailable',
    async (name) => {
      const signer = await openKmsSigner({ kms, keyId });
      mock.on(SignCommand).rejects(named(name));
      const error = await signer.sign(randomBytes(8)).catch((thrown: unknown) => thrown);
      expect(outcomeOf(error)).toEqual({ kind: 'unavailable', reason: `KMS did not sign: ${name}` });
    },
  );

  test.each([
    ['nothing', {}],
    ['too little', { Signature: Buffer.from('3006', 'hex') }],
    ['too much', { Signature: Buffer.alloc(200, 0x7f) }],
  ])('that answers %s has not signed', async (_, answer) => {
    const signer = await openKmsSigner({ kms, keyId });
    mock.on(SignCommand).resolves(answer);
    await expect(signer.sign(randomBytes(8))).rejects.toMatchObject({ name: 'DependencyUnavailableError' });
  });
});
