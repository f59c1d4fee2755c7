import type { Log } from '#shared/logging/logger.ts';
import { staffRoles } from '#shared/tokens/access-claims.ts';
import type { Account } from '../account-store.ts';
import type { Throttle } from '../throttle.ts';
import { type Caller, type CallerDeps, requireCurrentRole } from './require-current-role.ts';

type LookUpDeps = CallerDeps & { throttle: Throttle; log: Log };

/** What the caller may know: an operator only the id, an administrator the account. Empty if no account has the email. */
type LookedUp = { userId?: string; account?: Account };

/**
 * Finds the account with exactly this email, for staff. Each lookup counts, whether it finds anything or not, and is logged without
 * the email.
 * @throws ProblemError 403 if the caller is no longer staff, 409 if accounts are in a user pool, 429 after too many lookups
 */
export async function lookUpAccount({ email, caller }: { email: string; caller: Caller }, deps: LookUpDeps): Promise<LookedUp> {
  const { store, throttle, log } = deps;
  const roles = await requireCurrentRole(staffRoles, caller, deps);
  await throttle.lookup(caller.userId);
  const user = await store.findByEmail(email);
  const account = user && (await store.findAccount(user.userId));
  log.info({ callerId: caller.userId, userId: account?.userId }, 'account looked up by email');
  if (!account) return {};
  return { userId: account.userId, ...(roles.includes('admin') ? { account } : {}) };
}
