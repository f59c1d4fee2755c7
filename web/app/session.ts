import { useSyncExternalStore } from 'react';
import type { SessionStore } from '../../client/index.ts';
import { stored } from './stored.ts';

/** What all tabs know about the session: a name for its sign-in, and one for the refresh token that is in the cookie now. */
type Known = { signIn: string; token: string };

const known = stored('session', (value): Known | undefined => {
  const { signIn, token } = (value ?? {}) as Partial<Known>;
  return typeof signIn === 'string' && typeof token === 'string' ? { signIn, token } : undefined;
});

/** This tab's tokens, and the sign-in that they belong to. */
let mine: { signIn: string; accessToken: string; expiresAt: number } | undefined;

/**
 * The access token lives in this page's memory only, and is valid until it expires, even if another tab has refreshed its own. The refresh
 * token is in a cookie that all tabs share. A page without an access token returns an expired session, and the client refreshes it.
 */
export const sessionStore: SessionStore = {
  read() {
    const now = known.read();
    if (!now) return undefined;
    const own = mine?.signIn === now.signIn ? mine : undefined;
    return { accessToken: own?.accessToken ?? '', expiresAt: own?.expiresAt ?? 0, inCookie: now.token };
  },
  write(session) {
    const token = session?.inCookie;
    const signIn = known.read()?.signIn ?? token;
    mine = session && signIn ? { ...session, signIn } : undefined;
    known.write(token && signIn ? { signIn, token } : undefined);
  },
};

/** Whether someone is signed in, in any tab of this browser. */
export const isSignedIn = (): boolean => known.read() !== undefined;

export const useIsSignedIn = (): boolean => useSyncExternalStore(known.subscribe, isSignedIn);

/** @param changed is called when someone has signed in or out, in any tab */
export function onSignedInOrOut(changed: (isSignedIn: boolean) => void): void {
  let before = isSignedIn();
  known.subscribe(() => {
    const now = isSignedIn();
    if (now === before) return;
    before = now;
    changed(now);
  });
}
