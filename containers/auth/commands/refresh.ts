import { ProblemError } from '#shared/errors/problem.ts';
import type { IssueAccessToken } from '../access-token.ts';
import { reuseGraceSeconds } from '../domain.ts';
import { createRefreshToken, hashRefreshToken } from '../refresh-token.ts';
import type { Store } from '../store.ts';
import type { Tokens } from './login.ts';

/**
 * Exchanges a refresh token for new tokens, once. A used token that comes back ends its session, for one of the two who hold
 * it has stolen it (RFC 9700, 4.14.2); so soon after its use that it may be the same client trying again, it is only refused.
 */
export async function refresh(
  refreshToken: string,
  { store, issueAccessToken }: { store: Store; issueAccessToken: IssueAccessToken },
): Promise<Tokens> {
  const tokenHash = hashRefreshToken(refreshToken);
  const successor = createRefreshToken();
  const user = await store.rotate({ tokenHash, successorHash: hashRefreshToken(successor) });
  if (!user) {
    await store.endIfReused({ tokenHash, graceSeconds: reuseGraceSeconds });
    throw new ProblemError(401, 'bad-refresh-token', {
      title: 'The refresh token is not valid',
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  return { accessToken: await issueAccessToken(user), refreshToken: successor };
}
