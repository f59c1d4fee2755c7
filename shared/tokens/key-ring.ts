import type { PublicJwk } from './public-jwk.ts';
import type { Signer } from './signer.ts';

/** A key, and the moment from which it signs, in milliseconds since 1970. */
export type Scheduled<Key> = { key: Key; signsFrom: number };

/** The keys of a token issuer, in the order in which they sign. */
export type KeyRing = {
  /** The key that signs now. */
  signer(): Signer;
  /** The keys that tokens may be verified with now, and those that come next. */
  published(): PublicJwk[];
};

/** A key is published this long before it signs, so that every verifier has heard of it by then. */
export const noticeMilliseconds = 15 * 60_000;

/** A key verifies this long after another has taken over: the longest life of a token, and a minute for clocks that differ. */
export const farewellMilliseconds = 11 * 60_000;

/**
 * @param keys in any order, no two from the same moment on, and one of which signs already
 * @param now the clock, in milliseconds since 1970
 */
export function createKeyRing(keys: readonly Scheduled<Signer>[], now: () => number = Date.now): KeyRing {
  return {
    signer() {
      const signer = signingKeyAt(keys, now());
      if (!signer) throw new Error('no key signs yet, which the configuration does not let happen');
      return signer;
    },
    published: () => publishedKeysAt(keys, now()).map(({ key }) => key.publicJwk()),
  };
}

/** The newest key whose moment has come; none before the first one's. */
export function signingKeyAt<Key>(keys: readonly Scheduled<Key>[], now: number): Key | undefined {
  const started = keys.filter(({ signsFrom }) => signsFrom <= now);
  return started.toSorted((one, other) => other.signsFrom - one.signsFrom)[0]?.key;
}

/** The keys that sign now, have signed lately or will sign: all but those that were succeeded too long ago to have signed a token that lives. */
export function publishedKeysAt<Key>(keys: readonly Scheduled<Key>[], now: number): Scheduled<Key>[] {
  return keys.filter(({ signsFrom }) => {
    const successions = keys.map((other) => other.signsFrom).filter((moment) => moment > signsFrom);
    return successions.every((moment) => now < moment + farewellMilliseconds);
  });
}

/** The keys that will sign so soon that a verifier may not have heard of them, if they are published only from now on. */
export function hurriedKeysAt<Key>(keys: readonly Scheduled<Key>[], now: number): Scheduled<Key>[] {
  return keys.filter(({ signsFrom }) => signsFrom > now && signsFrom < now + noticeMilliseconds);
}
