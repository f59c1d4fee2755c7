import { randomUUID } from 'node:crypto';
import type { IssueAccessToken } from '../access-token.ts';
import { sessionLifeDays } from '../domain.ts';
import { createRefreshToken, hashRefreshToken } from '../refresh-token.ts';
import { badCredentials, type PasswordDeps, type PasswordGiven, tryPassword } from './try-password.ts';

export type Tokens = { accessToken: string; refreshToken: string };

/** Opens a session for a user who knows the password. */
export async function login(
  given: PasswordGiven,
  { issueAccessToken, ...deps }: PasswordDeps & { issueAccessToken: IssueAccessToken },
): Promise<Tokens> {
  const { store, passwords, log } = deps;
  const { outdated, passwordHash, disabledAt: _, ...user } = await tryPassword(given, deps);
  if (outdated) {
    await store.replacePasswordHash({ userId: user.userId, from: passwordHash, to: await passwords.hash(given.password) });
  }
  const refreshToken = createRefreshToken();
  const opened = await store.openSession({
    sessionId: randomUUID(),
    userId: user.userId,
    generation: user.sessionGeneration,
    lifeDays: sessionLifeDays,
    tokenHash: hashRefreshToken(refreshToken),
  });
  // The password was changed, or the account deleted or disabled, while we checked the password.
  if (!opened) throw badCredentials();
  log.info({ userId: user.userId }, 'signed in');
  return { accessToken: await issueAccessToken(user), refreshToken };
}
