import { createHmac, createPublicKey, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { TokenRefusedError, type TokenVerifier } from '#shared/tokens/actor.ts';
import { scopesOfRoles } from '#shared/tokens/scopes.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createTestKey, goodClaims, signToken, startTestIdentity, type TestIdentity } from '../../../support/identity.ts';

let identity: TestIdentity;
let verifier: TokenVerifier;

beforeAll(async () => {
  identity = await startTestIdentity();
  verifier = createTokenVerifier(identity.trust);
});
afterAll(() => identity.stop());

const now = () => Math.floor(Date.now() / 1000);
const goodToken = () => signToken(identity.key, goodClaims());
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that an attacker writes by hand: any header, any signature. */
function forge(header: Record<string, unknown>, signature: (content: string) => Buffer): string {
  const content = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: identity.key.jwk.kid, ...header })}.${encode(goodClaims())}`;
  return `${content}.${signature(content).toString('base64url')}`;
}

async function changed(part: 0 | 1 | 2, change: (text: string) => string): Promise<string> {
  const parts = (await goodToken()).split('.');
  parts[part] = change(parts[part] as string);
  return parts.join('.');
}

const json = (change: (value: Record<string, unknown>) => object) => (text: string) =>
  encode(change(JSON.parse(Buffer.from(text, 'base64url').toString())));
const bytes = (change: (value: Buffer) => Buffer) => (text: string) =>
  change(Buffer.from(text, 'base64url')).toString('base64url');
const says = (claims: Record<string, unknown>) => () => signToken(identity.key, goodClaims(claims));
const heads = (header: Record<string, unknown>) => () => signToken(identity.key, goodClaims(), header);
const publicPem = () => createPublicKey({ key: identity.key.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

describe('one of our own tokens', () => {
  test('identifies the caller', async () => {
    const claims = goodClaims({ roles: ['customer', 'admin'] });
    await expect(verifier.verify(await signToken(identity.key, claims))).resolves.toEqual({
      userId: claims.sub,
      email: 'ada@example.com',
      roles: ['customer', 'admin'],
      scopes: scopesOfRoles(['customer', 'admin']),
    });
  });

  test.each([
    ['without an email', says({ email: undefined })],
    ['without a role', says({ roles: [] })],
    ['that lives for ten minutes, the most there is', says({ exp: now() + 600, iat: now() })],
    ['of a machine whose clock is half a minute ahead', says({ iat: now() + 25, exp: now() + 300 })],
    ['with a claim that we do not know', says({ theme: 'dark' })],
  ])('%s is valid', async (_, token) => {
    await expect(verifier.verify(await token())).resolves.toMatchObject({ roles: expect.any(Array) });
  });
});

describe('a token is refused', () => {
  const half = Buffer.alloc(32);
  const mutations: [string, () => string | Promise<string>][] = [
    ['that is empty', () => ''],
    ['that is not a token', () => 'not.a.token'],
    ['of two parts', async () => (await goodToken()).split('.').slice(0, 2).join('.')],
    ['of four parts', async () => `${await goodToken()}.AAAA`],
    ['without a signature', () => changed(2, () => '')],
    ['with alg none', () => forge({ alg: 'none' }, () => Buffer.alloc(0))],
    ['with alg none and some signature', () => forge({ alg: 'none' }, () => Buffer.alloc(64, 1))],
    [
      'signed HS256 with the public key in PEM',
      () => forge({ alg: 'HS256' }, (c) => createHmac('sha256', publicPem()).update(c).digest()),
    ],
    [
      'signed HS256 with the public key in JSON',
      () => forge({ alg: 'HS256' }, (c) => createHmac('sha256', JSON.stringify(identity.key.jwk)).update(c).digest()),
    ],
    [
      'that calls its ES256 signature ES384',
      () =>
        changed(
          0,
          json((header) => ({ ...header, alg: 'ES384' })),
        ),
    ],
    [
      'that calls its algorithm es256',
      () =>
        changed(
          0,
          json((header) => ({ ...header, alg: 'es256' })),
        ),
    ],
    [
      'without alg',
      () =>
        changed(
          0,
          json(({ alg: _, ...header }) => header),
        ),
    ],
    ['of the type JWT', heads({ typ: 'JWT' })],
    ['without a type', heads({ typ: undefined })],
    ['of the type refresh', heads({ typ: 'rt+jwt' })],
    ['without a key id', heads({ kid: undefined })],
    ['with a path for a key id', heads({ kid: '../../dev/null' })],
    ['with SQL for a key id', heads({ kid: "' or 1=1 --" })],
    ['that brings its own key', () => signWithOwnKey({ jwk: createTestKey().jwk })],
    ['that says where to get its key', heads({ jku: 'https://attacker.test/jwks.json' })],
    ['that says where to get its certificate', heads({ x5u: 'https://attacker.test/cert.pem' })],
    [
      'with a critical header that we do not know',
      () =>
        changed(
          0,
          json((header) => ({ ...header, crit: ['exp'], exp: 1 })),
        ),
    ],
    ['signed by another key under our key id', () => signToken({ ...createTestKey(), jwk: identity.key.jwk }, goodClaims())],
    ['signed by a key that was never published', () => signToken(createTestKey(), goodClaims())],
    [
      'with a signature of zeros',
      () =>
        changed(
          2,
          bytes(() => Buffer.alloc(64)),
        ),
    ],
    [
      'whose r is zero',
      () =>
        changed(
          2,
          bytes((rs) => Buffer.concat([half, rs.subarray(32)])),
        ),
    ],
    [
      'whose s is zero',
      () =>
        changed(
          2,
          bytes((rs) => Buffer.concat([rs.subarray(0, 32), half])),
        ),
    ],
    [
      'whose r and s are swapped',
      () =>
        changed(
          2,
          bytes((rs) => Buffer.concat([rs.subarray(32), rs.subarray(0, 32)])),
        ),
    ],
    [
      'whose signature has one bit flipped',
      () =>
        changed(
          2,
          bytes((rs) => rs.with(7, (rs[7] as number) ^ 1) as Buffer),
        ),
    ],
    [
      'whose signature is too short',
      () =>
        changed(
          2,
          bytes((rs) => rs.subarray(0, 63)),
        ),
    ],
    [
      'whose signature is too long',
      () =>
        changed(
          2,
          bytes((rs) => Buffer.concat([rs, Buffer.from([0])])),
        ),
    ],
    ['whose signature is DER', () => forge({}, (content) => sign('sha256', Buffer.from(content), identity.key.privateKey))],
    ['whose signature is padded', () => changed(2, (signature) => `${signature}==`)],
    [
      'whose signature is spelt in another way',
      () => changed(2, (signature) => signature.slice(0, -1) + sibling(signature.at(-1) as string)),
    ],
    [
      'that promotes itself',
      () =>
        changed(
          1,
          json((claims) => ({ ...claims, roles: ['admin'] })),
        ),
    ],
    [
      'that speaks for another user',
      () =>
        changed(
          1,
          json((claims) => ({ ...claims, sub: randomUUID() })),
        ),
    ],
    ['of another issuer', says({ iss: 'https://elsewhere.test' })],
    ['of several issuers', says({ iss: ['https://issuer.test'] })],
    ['without an issuer', says({ iss: undefined })],
    ['for another audience', says({ aud: 'another-platform' })],
    ['for several audiences', says({ aud: ['cloudservices', 'another-platform'] })],
    ['without an audience', says({ aud: undefined })],
    ['that has expired', says({ iat: now() - 301, exp: now() - 1 })],
    ['that never expires', says({ exp: undefined })],
    ['that lives for ten years', says({ exp: now() + 315_360_000 })],
    ['that lives for a second more than ten minutes', says({ iat: now(), exp: now() + 601 })],
    [
      'that expires in infinity',
      () => forge({}, () => Buffer.alloc(64, 1)).replace(/\.[^.]+\./, `.${Buffer.from('{"exp":1e400}').toString('base64url')}.`),
    ],
    ['with a textual expiry', says({ exp: String(now() + 300) })],
    ['that was issued tomorrow', says({ iat: now() + 86_400, exp: now() + 86_700 })],
    ['without its time of issue', says({ iat: undefined })],
    ['that expires before it was issued', says({ iat: now() + 20, exp: now() + 10 })],
    ['that is not valid yet', says({ nbf: now() + 60 })],
    ['without a user', says({ sub: undefined })],
    ['of a user whose id is not a UUID', says({ sub: 'admin' })],
    ['without an id', says({ jti: undefined })],
    ['with an empty id', says({ jti: '' })],
    ['without roles', says({ roles: undefined })],
    ['whose roles are a string', says({ roles: 'admin' })],
    ['with a role that does not exist', says({ roles: ['root'] })],
    ['whose claims are a list', () => changed(1, () => encode([]))],
    ['whose claims are not JSON', () => changed(1, () => Buffer.from('{').toString('base64url'))],
    ['of 64 KB', () => `${'A'.repeat(65_536)}.e30.AAAA`],
    ['with a line break', async () => `${await goodToken()}\n`],
  ];

  test.each(mutations)('%s', async (_, token) => {
    await expect(verifier.verify(await token())).rejects.toThrow(TokenRefusedError);
  });

  test('and none of these was refused just because everything is', async () => {
    await expect(verifier.verify(await goodToken())).resolves.toBeDefined();
  });
});

describe('the keys', () => {
  test('are not read because of a token that is expired or not ours', async () => {
    const { verify } = createTokenVerifier(identity.trust);
    const before = identity.requests;
    await expect(verify(await signToken(identity.key, goodClaims({ iss: 'https://elsewhere.test' })))).rejects.toThrow(
      TokenRefusedError,
    );
    await expect(verify(await signToken(identity.key, goodClaims({ exp: now() - 1, iat: now() - 60 })))).rejects.toThrow(
      TokenRefusedError,
    );
    expect(identity.requests).toBe(before);
  });

  test('of another kind are skipped', async () => {
    const other = await startTestIdentity();
    other.keys = [{ kty: 'RSA', kid: 'old', n: 'AQAB', e: 'AQAB' }, { kty: 'oct', k: 'c2VjcmV0' }, other.key.jwk];
    const { verify } = createTokenVerifier(other.trust);
    await expect(verify(await signToken(other.key, goodClaims()))).resolves.toBeDefined();
    await other.stop();
  });

  test('may rotate: a new one verifies at once, even right after a request for an unknown one', async () => {
    const rotating = await startTestIdentity();
    const { verify } = createTokenVerifier(rotating.trust);
    await verify(await signToken(rotating.key, goodClaims()));
    await expect(verify(await signToken(createTestKey(), goodClaims()))).rejects.toThrow(TokenRefusedError);
    const next = createTestKey();
    rotating.keys = [next.jwk];
    await expect(verify(await signToken(next, goodClaims()))).resolves.toBeDefined();
    await rotating.stop();
  });

  test('make no statement about a token while they cannot be read', async () => {
    const down = await startTestIdentity();
    down.status = 500;
    const { verify } = createTokenVerifier(down.trust);
    const token = await signToken(down.key, goodClaims());
    await expect(verify(token)).rejects.toThrow(DependencyUnavailableError);
    await down.stop();
    await expect(verify(token)).rejects.toThrow(DependencyUnavailableError);
  });
});

async function signWithOwnKey(header: Record<string, unknown>): Promise<string> {
  return signToken({ ...createTestKey(), jwk: identity.key.jwk }, goodClaims(), header);
}

/** The next base64url letter: at the end of 64 bytes it decodes to the same bytes. */
function sibling(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) ^ 1] as string;
}
