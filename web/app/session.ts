import { useSyncExternalStore } from 'react';
import type { Session, SessionStore } from '../../client/index.ts';
import { stored } from './stored.ts';

/** The name of the refresh token that the cookie holds: all that a script knows of it. */
const inCookie = stored('session', (value) => (typeof value === 'string' ? value : undefined));
let inMemory: Session | undefined;

/**
 * The access token lives in this page's memory alone; the refresh token outlives it in a cookie, for all tabs. A page that only
 * knows of the latter hands out a session that has run out, and the client refreshes it.
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

/** Whether somebody is signed in, as far as this browser knows: in any tab. */
export const useIsSignedIn = (): boolean => useSyncExternalStore(inCookie.subscribe, () => inCookie.read() !== undefined);

/** @param changed is told when somebody has signed in or out, in any tab */
export function onSignedInOrOut(changed: (isSignedIn: boolean) => void): void {
  let before = inCookie.read() !== undefined;
  inCookie.subscribe(() => {
    const now = inCookie.read() !== undefined;
    if (now === before) return;
    before = now;
    changed(now);
  });
}
