import { conflict, unauthorized } from '#shared/errors/problem.ts';
import { requireOneOf } from '#shared/http/access.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import type { Actor } from '#shared/tokens/actor.ts';
import type { Store } from '../store.ts';
import { findSelf } from './find-self.ts';

export type Caller = Pick<Actor, 'userId' | 'generation'>;
export type CallerDeps = { store: Store; usesUserPool?: boolean | undefined };

/**
 * Checks the caller's current roles and sessions. The token may be out of date, and a disabled admin could enable themselves with it.
 * @returns the current roles
 * @throws ProblemError 409 if accounts are in a user pool: then this service knows neither the caller's nor any other
 */
export async function requireCurrentRole(
  allowed: readonly Role[],
  { userId, generation = 0 }: Caller,
  { store, usesUserPool }: CallerDeps,
): Promise<readonly Role[]> {
  if (usesUserPool) throw conflict('accounts-elsewhere', 'Accounts are in a Cognito user pool: look for them there');
  const { roles, sessionGeneration } = await findSelf(userId, { store });
  if (generation < sessionGeneration) throw unauthorized('This access token has been revoked');
  requireOneOf(allowed, { roles });
  return roles;
}
