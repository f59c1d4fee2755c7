import type { PublicJwk } from './public-jwk.ts';
import type { Signer } from './signer.ts';

/** A key, and the time from which it signs, in milliseconds since 1970. */
export type Scheduled<Key> = { key: Key; signsFrom: number };

/** The keys of a token issuer, in the order in which they sign. */
export type KeyRing = {
  /** The key that signs now. */
  signer(): Signer;
  /** The keys that may verify tokens now, and those that come next. */
  published(): PublicJwk[];
};

/** A key is published this long before it signs, so that every verifier knows it by then. */
export const noticeMilliseconds = 15 * 60_000;

/** A key still verifies this long after its successor took over: a token's longest lifetime, plus a minute for clock differences. */
export const farewellMilliseconds = 11 * 60_000;

/**
 * @param keys in any order, with different start times, at least one of them in the past
 * @param now the clock, in milliseconds since 1970
 */
export function createKeyRing(keys: readonly Scheduled<Signer>[], now: () => number = Date.now): KeyRing {
  return {
    signer() {
      const signer = signingKeyAt(keys, now());
      if (!signer) throw new Error('no key signs yet, although the configuration requires one');
      return signer;
    },
    published: () => publishedKeysAt(keys, now()).map(({ key }) => key.publicJwk()),
  };
}

/** The newest key whose start time has passed, if any. */
export function signingKeyAt<Key>(keys: readonly Scheduled<Key>[], now: number): Key | undefined {
  const started = keys.filter(({ signsFrom }) => signsFrom <= now);
  return started.toSorted((one, other) => other.signsFrom - one.signsFrom)[0]?.key;
}

/** The keys that sign now, will sign, or were replaced so recently that a token they signed may still be valid. */
export function publishedKeysAt<Key>(keys: readonly Scheduled<Key>[], now: number): Scheduled<Key>[] {
  return keys.filter(({ signsFrom }) => {
    const successions = keys.map((other) => other.signsFrom).filter((moment) => moment > signsFrom);
    return successions.every((moment) => now < moment + farewellMilliseconds);
  });
}

/** The keys that start signing so soon that verifiers may not know them in time if they are published only now. */
export function hurriedKeysAt<Key>(keys: readonly Scheduled<Key>[], now: number): Scheduled<Key>[] {
  return keys.filter(({ signsFrom }) => signsFrom > now && signsFrom < now + noticeMilliseconds);
}
