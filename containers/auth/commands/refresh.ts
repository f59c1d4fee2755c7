import { ProblemError } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { IssueAccessToken } from '../access-token.ts';
import { reuseGraceSeconds } from '../domain.ts';
import { createRefreshToken, hashRefreshToken } from '../refresh-token.ts';
import type { Store } from '../store.ts';
import type { Throttle } from '../throttle.ts';
import type { Tokens } from './login.ts';

/**
 * Exchanges a refresh token for new tokens, once. A used token that comes back ends its session, for one of the two who hold
 * it has stolen it (RFC 9700, 4.14.2); so soon after its use that it may be the same client trying again, it is only refused.
 */
export async function refresh(
  { refreshToken, address }: { refreshToken: string; address: string },
  { store, throttle, issueAccessToken, log }: RefreshDeps,
): Promise<Tokens> {
  await throttle.refresh(address);
  const tokenHash = hashRefreshToken(refreshToken);
  const successor = createRefreshToken();
  const user = await store.rotate({ tokenHash, successorHash: hashRefreshToken(successor) });
  if (!user) {
    const robbed = await store.endIfReused({ tokenHash, graceSeconds: reuseGraceSeconds });
    if (robbed) log.warn(robbed, 'session ended, a used refresh token came back');
    throw new ProblemError(401, 'bad-refresh-token', {
      title: 'The refresh token is not valid',
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  return { accessToken: await issueAccessToken(user), refreshToken: successor };
}

type RefreshDeps = { store: Store; throttle: Throttle; issueAccessToken: IssueAccessToken; log: Log };
