import { randomUUID } from 'node:crypto';
import { ProblemError } from '#shared/errors/problem.ts';
import type { IssueAccessToken } from '../access-token.ts';
import { sessionLifeDays } from '../domain.ts';
import type { Passwords } from '../password.ts';
import { createRefreshToken, hashRefreshToken } from '../refresh-token.ts';
import type { Store } from '../store.ts';

export type Tokens = { accessToken: string; refreshToken: string };

/** Opens a session. Whether it was the e-mail or the password that is wrong shows neither in the answer nor in its time. */
export async function login(
  { email, password }: { email: string; password: string },
  { store, passwords, issueAccessToken }: { store: Store; passwords: Passwords; issueAccessToken: IssueAccessToken },
): Promise<Tokens> {
  const user = await store.findByEmail(email);
  const { matches, outdated } = await passwords.check(password, user?.passwordHash);
  if (!user || !matches) throw badCredentials();
  if (outdated) {
    await store.replacePasswordHash({ userId: user.userId, from: user.passwordHash, to: await passwords.hash(password) });
  }
  const refreshToken = createRefreshToken();
  await store.openSession({
    sessionId: randomUUID(),
    userId: user.userId,
    lifeDays: sessionLifeDays,
    tokenHash: hashRefreshToken(refreshToken),
  });
  return { accessToken: await issueAccessToken(user), refreshToken };
}

const badCredentials = () =>
  new ProblemError(401, 'bad-credentials', {
    title: 'The e-mail or the password is wrong',
    headers: { 'www-authenticate': 'Bearer' },
  });
