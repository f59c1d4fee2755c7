import { useSyncExternalStore } from 'react';
import type { Session, SessionStore } from '../../client/index.ts';
import { stored } from './stored.ts';

/** A random name for the refresh token in the cookie, because scripts cannot read the token itself. */
const inCookie = stored('session', (value) => (typeof value === 'string' ? value : undefined));
let inMemory: Session | undefined;

/**
 * The access token lives in this page's memory only. The refresh token is in a cookie that all tabs share. A page without an access
 * token returns an expired session, and the client refreshes it.
 */
export const sessionStore: SessionStore = {
  read() {
    const name = inCookie.read();
    if (name === undefined) return undefined;
    return inMemory?.inCookie === name ? inMemory : { accessToken: '', inCookie: name, expiresAt: 0 };
  },
  write(session) {
    inMemory = session;
    inCookie.write(session?.inCookie);
  },
};

/** Whether somebody is signed in, in any tab of this browser. */
export const useIsSignedIn = (): boolean => useSyncExternalStore(inCookie.subscribe, () => inCookie.read() !== undefined);

/** @param changed is called when somebody has signed in or out, in any tab */
export function onSignedInOrOut(changed: (isSignedIn: boolean) => void): void {
  let before = inCookie.read() !== undefined;
  inCookie.subscribe(() => {
    const now = inCookie.read() !== undefined;
    if (now === before) return;
    before = now;
    changed(now);
  });
}
