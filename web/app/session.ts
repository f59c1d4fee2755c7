import { useSyncExternalStore } from 'react';
import type { Session, SessionStore } from '../../client/index.ts';
import { stored } from './stored.ts';

const refreshToken = stored('session', (value) => (typeof value === 'string' ? value : undefined));
let inMemory: Session | undefined;

/**
 * The access token lives in this page's memory alone; the refresh token outlives it, for all tabs. A page that has only the latter
 * hands out a session that has run out, and the client refreshes it.
 */
export const sessionStore: SessionStore = {
  read() {
    const token = refreshToken.read();
    if (token === undefined) return undefined;
    return inMemory?.refreshToken === token ? inMemory : { accessToken: '', refreshToken: token, expiresAt: 0 };
  },
  write(session) {
    inMemory = session;
    refreshToken.write(session?.refreshToken);
  },
};

/** Whether somebody is signed in, as far as this browser knows: in any tab. */
export const useIsSignedIn = (): boolean => useSyncExternalStore(refreshToken.subscribe, () => refreshToken.read() !== undefined);

/** @param changed is told when somebody has signed in or out, in any tab */
export function onSignedInOrOut(changed: (isSignedIn: boolean) => void): void {
  let before = refreshToken.read() !== undefined;
  refreshToken.subscribe(() => {
    const now = refreshToken.read() !== undefined;
    if (now === before) return;
    before = now;
    changed(now);
  });
}
