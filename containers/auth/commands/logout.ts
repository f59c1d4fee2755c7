import { hashRefreshToken } from '../refresh-token.ts';
import type { Store } from '../store.ts';

/** Ends the session of a refresh token. One that is unknown or ended already is as good as logged out. */
export async function logout(refreshToken: string, { store }: { store: Store }): Promise<void> {
  await store.endSession(hashRefreshToken(refreshToken));
}
