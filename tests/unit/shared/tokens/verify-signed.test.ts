import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { TokenRefusedError, type TokenVerifier } from '#shared/tokens/actor.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createTestKey, goodClaims, signToken, startTestIdentity, type TestIdentity } from '../../../support/identity.ts';

let identity: TestIdentity;
let verifier: TokenVerifier;
const start = Date.now();
const at = (seconds: number) => jest.spyOn(Date, 'now').mockReturnValue(start + seconds * 1000);

beforeEach(async () => {
  identity = await startTestIdentity();
  verifier = createTokenVerifier(identity.trust);
  at(0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await identity.stop();
});

const iat = Math.floor(start / 1000);
const tokenOf = (key = identity.key) => signToken(key, goodClaims({ iat, exp: iat + 600 }));

describe('a token that was valid', () => {
  test('is not verified again', async () => {
    const token = await tokenOf();
    const actor = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(actor);
    expect(await verifier.verify(await tokenOf())).not.toBe(actor);
  });

  test('is not verified again when its key was read again unchanged', async () => {
    const token = await tokenOf();
    const actor = await verifier.verify(token);
    at(241);
    expect(await verifier.verify(token)).toBe(actor);
    expect(identity.requests).toBe(2);
  });

  test('is refused once it has expired', async () => {
    const token = await tokenOf();
    at(1);
    await verifier.verify(token);
    at(599);
    await expect(verifier.verify(token)).resolves.toBeDefined();
    at(601);
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefusedError);
  });

  test('is refused as soon as its key is known to be withdrawn', async () => {
    const token = await tokenOf();
    const next = createTestKey();
    await verifier.verify(token);
    identity.keys = [next.jwk];
    await verifier.verify(await tokenOf(next));
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefusedError);
  });

  test('is refused four minutes after its key was withdrawn, even without any request meanwhile', async () => {
    const token = await tokenOf();
    await verifier.verify(token);
    identity.keys = [createTestKey().jwk];
    at(239);
    await expect(verifier.verify(token)).resolves.toBeDefined();
    at(241 + 239);
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefusedError);
  });

  test('is refused when its key’s id now belongs to another key', async () => {
    const token = await tokenOf();
    await verifier.verify(token);
    identity.keys = [{ ...createTestKey().jwk, kid: identity.key.jwk.kid }];
    at(241);
    await expect(verifier.verify(token)).rejects.toThrow(TokenRefusedError);
  });

  test('is neither valid nor refused once its key could not be confirmed for four minutes', async () => {
    const token = await tokenOf();
    await verifier.verify(token);
    identity.status = 500;
    at(241);
    await expect(verifier.verify(token)).rejects.toThrow(DependencyUnavailableError);
  });
});

test('a refused token is checked again each time', async () => {
  const late = createTestKey();
  const token = await tokenOf(late);
  await expect(verifier.verify(token)).rejects.toThrow(TokenRefusedError);
  identity.keys = [identity.key.jwk, late.jwk];
  await expect(verifier.verify(token)).resolves.toBeDefined();
});
