import { accountDisabled, ProblemError } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { IssueAccessToken } from '../access-token.ts';
import { reuseGraceSeconds } from '../domain.ts';
import { createSeed, hashRefreshToken, successorOf } from '../refresh-token.ts';
import type { Store } from '../store.ts';
import type { Throttle } from '../throttle.ts';
import type { Tokens } from './login.ts';

/**
 * Exchanges a refresh token for new tokens, once. A second use within the grace period gets the same successor, because the response
 * may have been lost, or another tab may have refreshed. A later one ends the session, because one of the token's two holders must
 * have stolen it (RFC 9700, 4.14.2).
 */
export async function refresh(
  { refreshToken, address }: { refreshToken: string; address: string },
  { store, throttle, issueAccessToken, log }: RefreshDeps,
): Promise<Tokens> {
  await throttle.refresh(address);
  const tokenHash = hashRefreshToken(refreshToken);
  const seed = createSeed();
  const successor = successorOf(refreshToken, seed);
  const user = await store.rotate({ tokenHash, seed, successorHash: hashRefreshToken(successor) });
  if (user) return { accessToken: await issueAccessToken(user), refreshToken: successor };
  const rotated = await store.findRotated({ tokenHash, graceSeconds: reuseGraceSeconds });
  if (rotated) {
    return { accessToken: await issueAccessToken(rotated.user), refreshToken: successorOf(refreshToken, rotated.seed) };
  }
  const robbed = await store.endIfReused({ tokenHash, graceSeconds: reuseGraceSeconds });
  if (robbed) log.warn(robbed, 'refresh token reuse detected; session ended');
  if (await store.isOfDisabled(tokenHash)) throw accountDisabled();
  throw new ProblemError(401, 'bad-refresh-token', {
    title: 'The refresh token is not valid',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

type RefreshDeps = { store: Store; throttle: Throttle; issueAccessToken: IssueAccessToken; log: Log };
