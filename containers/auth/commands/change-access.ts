import { v7 as newId } from 'uuid';
import { conflict, notFound } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { Account } from '../account-store.ts';
import type { AccountAction } from '../domain.ts';
import type { RevocationStore } from '../revocation-store.ts';
import type { Store } from '../store.ts';
import { type Caller, type CallerDeps, requireCurrentRole } from './require-current-role.ts';

type AccessDeps = CallerDeps & { revocations: RevocationStore; log: Log };
type AccessChange = { action: AccountAction; userId: string; admin: Caller; reason: string };

/**
 * Disables an account, which ends its sessions and prevents signing in, or enables it again. Repeating it changes and records nothing,
 * but publishes the revocation to the other services again, in case that failed.
 * @throws ProblemError 404 if there is no such account, 409 for the caller's own, 403 if the caller is no longer an administrator
 */
export async function changeAccess(change: AccessChange, deps: AccessDeps): Promise<Account> {
  const { store, revocations, log } = deps;
  const { action, userId, admin, reason } = change;
  const adminId = admin.userId;
  await requireCurrentRole(['admin'], admin, deps);
  if (userId === adminId) throw conflict('own-account', 'Another administrator has to do this to your account');
  const isChanged = await store.changeAccess({ action, userId, adminId, reason, actionId: newId() });
  // The caller may have been disabled at the same time.
  if (!isChanged) await requireCurrentRole(['admin'], admin, deps);
  const account = await findAccount(userId, { store });
  await revocations.revoke(userId, account.sessionGeneration, account.disabledAt !== null);
  if (isChanged) log.info({ action, userId, adminId }, 'administrator acted');
  return account;
}

/** @throws ProblemError 404 */
export async function findAccount(userId: string, { store }: { store: Store }): Promise<Account> {
  const account = await store.findAccount(userId);
  if (!account) throw notFound('No such account');
  return account;
}
