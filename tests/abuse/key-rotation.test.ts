import { randomBytes, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TokenRefusedError } from '#shared/tokens/actor.ts';
import { createKeyRing, type Scheduled } from '#shared/tokens/key-ring.ts';
import type { Signer } from '#shared/tokens/signer.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAccessTokens } from '../../containers/auth/access-token.ts';
import { createTestKey, goodClaims, signToken, startTestIdentity, type TestIdentity, type TestKey } from '../support/identity.ts';

const rotations = 5;
const rotateEveryMilliseconds = 2_000;
const callers = 16;

let identity: TestIdentity;
beforeAll(async () => {
  identity = await startTestIdentity();
});
afterAll(() => identity.stop());

const signerOf = ({ privateKey, jwk }: TestKey): Signer => ({
  kid: jwk.kid,
  publicJwk: () => jwk,
  sign: async (bytes) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
});

// Much harsher than any real rotation: keys sign as soon as they are published, not 15 minutes later.
test('rotating keys under load and a flood of made-up key ids refuses no valid token and accepts no other', async () => {
  const started = Date.now();
  const schedule: Scheduled<Signer>[] = [{ key: signerOf(createTestKey()), signsFrom: started }];
  const ring = createKeyRing(schedule);
  const publish = () => {
    identity.keys = ring.published();
  };
  publish();
  const issue = createAccessTokens({ keys: ring, issuer: identity.trust.issuer, audience: identity.trust.audience });
  const { verify } = createTokenVerifier(identity.trust);
  const counts = { good: 0, refused: 0, garbage: 0, letIn: 0 };
  const kids = new Set<string>();
  const isOver = () => Date.now() - started > rotations * rotateEveryMilliseconds + 1_000;

  const rotating = setInterval(() => {
    if (schedule.length > rotations) return;
    schedule.push({ key: signerOf(createTestKey()), signsFrom: Date.now() });
    publish();
  }, rotateEveryMilliseconds);

  async function callWithGoodTokens(): Promise<void> {
    while (!isOver()) {
      const user = { userId: randomUUID(), email: 'ada@example.com', roles: ['customer' as const], sessionGeneration: 0 };
      const token = await issue(user);
      kids.add(token.split('.')[0] ?? '');
      const userId = await verify(token).then(
        (actor) => actor.userId,
        () => undefined,
      );
      counts[userId === user.userId ? 'good' : 'refused']++;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function callWithMadeUpKeys(): Promise<void> {
    const forger = createTestKey();
    while (!isOver()) {
      const kid = randomBytes(32).toString('base64url');
      const outcome = await verify(await signToken(forger, goodClaims(), { kid })).catch((error: unknown) => error);
      counts[outcome instanceof TokenRefusedError ? 'garbage' : 'letIn']++;
    }
  }

  await Promise.all(Array.from({ length: callers }, () => [callWithGoodTokens(), callWithMadeUpKeys()]).flat());
  clearInterval(rotating);
  process.stdout.write(
    `  key rotation: ${kids.size} keys in ${rotations * 2} s, ${counts.good} good tokens verified, ${counts.refused} refused, ` +
      `${counts.garbage} made-up keys refused, ${counts.letIn} let in, keys read ${identity.requests} times\n`,
  );
  expect([counts.refused, counts.letIn]).toEqual([0, 0]);
  expect(kids.size).toBe(rotations + 1);
  expect(counts.good).toBeGreaterThan(1_000);
  expect(counts.garbage).toBeGreaterThan(callers);
});
