import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createKeyRing,
  farewellMilliseconds,
  hurriedKeysAt,
  noticeMilliseconds,
  publishedKeysAt,
  type Scheduled,
  signingKeyAt,
} from '#shared/tokens/key-ring.ts';
import type { Signer } from '#shared/tokens/signer.ts';
import { createTestKey } from '../../../support/identity.ts';

const tokenLifeMillisecondsMax = 600_000;
const hour = 3_600_000;

/** Keys at arbitrary intervals, in any order, each named by its position in time; and a time around them. */
const keysAndMoment = fc
  .uniqueArray(fc.integer({ min: 0, max: 3 * hour }), { minLength: 1, maxLength: 6 })
  .map((moments) => moments.toSorted((one, other) => one - other).map((signsFrom, key) => ({ key, signsFrom })))
  .chain((keys) =>
    fc.record({ keys: fc.shuffledSubarray(keys, { minLength: keys.length }), now: fc.integer({ min: 0, max: 5 * hour }) }),
  );

const holds = (law: (keys: Scheduled<number>[], now: number) => boolean) =>
  fc.assert(
    fc.property(keysAndMoment, ({ keys, now }) => law(keys, now)),
    { numRuns: 2_000 },
  );
const names = (keys: readonly Scheduled<number>[]) => keys.map(({ key }) => key);

describe('at any time', () => {
  test('exactly one key signs once the first has started: the newest started one; and none before', () =>
    holds((keys, now) => {
      const begun = keys.filter(({ signsFrom }) => signsFrom <= now);
      return signingKeyAt(keys, now) === (begun.length > 0 ? Math.max(...names(begun)) : undefined);
    }));

  test('the signing key is published', () =>
    holds((keys, now) => {
      const signing = signingKeyAt(keys, now);
      return signing === undefined || names(publishedKeysAt(keys, now)).includes(signing);
    }));

  test('every future key is published', () =>
    holds((keys, now) => keys.every((key) => key.signsFrom <= now || publishedKeysAt(keys, now).includes(key))));

  test('every key that signed a token which may still be valid is published', () =>
    holds((keys, now) => {
      const published = names(publishedKeysAt(keys, now));
      const before = [0, 1, tokenLifeMillisecondsMax / 2, tokenLifeMillisecondsMax].map((ago) => signingKeyAt(keys, now - ago));
      return before.every((key) => key === undefined || published.includes(key));
    }));

  test('a key that was replaced longer ago than tokens live is not published, and never again', () =>
    holds((keys, now) => {
      const gone = names(
        keys.filter((one) => keys.some(({ signsFrom }) => signsFrom > one.signsFrom && signsFrom + farewellMilliseconds <= now)),
      );
      const later = [...names(publishedKeysAt(keys, now)), ...names(publishedKeysAt(keys, now + hour))];
      return gone.every((key) => !later.includes(key));
    }));

  test('the order in which keys are listed does not matter', () =>
    holds((keys, now) => {
      const sorted = keys.toSorted((one, other) => one.signsFrom - other.signsFrom);
      const published = (some: Scheduled<number>[]) => names(publishedKeysAt(some, now)).sort();
      return signingKeyAt(keys, now) === signingKeyAt(sorted, now) && String(published(keys)) === String(published(sorted));
    }));

  test('a key starts too soon for verifiers that learn of it only now if and only if it is within the notice period', () =>
    holds((keys, now) =>
      keys.every((key) => {
        const ahead = key.signsFrom - now;
        return hurriedKeysAt(keys, now).includes(key) === (ahead > 0 && ahead < noticeMilliseconds);
      }),
    ));
});

test('a ring moves from key to key over time', () => {
  const [first, second] = [createTestKey(), createTestKey()];
  const signerOf = ({ jwk }: typeof first) => ({ kid: jwk.kid, publicJwk: () => jwk }) as Signer;
  let now = 0;
  const ring = createKeyRing(
    [
      { key: signerOf(first), signsFrom: 0 },
      { key: signerOf(second), signsFrom: hour },
    ],
    () => now,
  );
  const seen = [0, hour - 1, hour, hour + farewellMilliseconds - 1, hour + farewellMilliseconds].map((moment) => {
    now = moment;
    return [ring.signer().kid, ring.published()];
  });
  expect(seen).toEqual([
    [first.jwk.kid, [first.jwk, second.jwk]],
    [first.jwk.kid, [first.jwk, second.jwk]],
    [second.jwk.kid, [first.jwk, second.jwk]],
    [second.jwk.kid, [first.jwk, second.jwk]],
    [second.jwk.kid, [second.jwk]],
  ]);
});

test('a ring without a started key has no signer', () => {
  expect(() => createKeyRing([], () => 0).signer()).toThrow('no key signs yet');
});
