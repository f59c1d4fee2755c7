import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TokenRefusedError } from '#shared/tokens/actor.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { forged } from '../../faults/workload/forged.ts';
import { createTestKey, goodClaims, signToken, startTestIdentity, type TestIdentity } from '../../support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await startTestIdentity();
});
afterAll(() => identity.stop());

test('a forged token differs from a good one only by its key, and each has another', async () => {
  const key = createTestKey();
  identity.keys = [key.jwk];
  const { verify } = createTokenVerifier(identity.trust);
  const good = await signToken(key, goodClaims());
  expect(await verify(good)).toMatchObject({ userId: expect.any(String) });

  const [one, other] = [forged(good), forged(good)];
  expect(one.split('.')[1]).toBe(good.split('.')[1]);
  expect(one.split('.')[0]).not.toBe(other.split('.')[0]);
  await expect(verify(one)).rejects.toThrow(TokenRefusedError);
});
