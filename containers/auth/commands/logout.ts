import { hashRefreshToken } from '../refresh-token.ts';
import type { Store } from '../store.ts';

/** Ends the session of a refresh token. Succeeds if the token is unknown or the session has already ended. */
export async function logout(refreshToken: string, { store }: { store: Store }): Promise<void> {
  await store.endSession(hashRefreshToken(refreshToken));
}
