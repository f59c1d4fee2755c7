import { v7 as newId } from 'uuid';
import { conflict, forbidden, notFound, unauthorized } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { Actor } from '#shared/tokens/actor.ts';
import type { Account } from '../account-store.ts';
import type { AccountAction } from '../domain.ts';
import type { RevocationStore } from '../revocation-store.ts';
import type { Store } from '../store.ts';
import { findSelf } from './find-self.ts';

type AccessDeps = { store: Store; revocations: RevocationStore; log: Log };
type Admin = Pick<Actor, 'userId' | 'generation'>;
type AccessChange = { action: AccountAction; userId: string; admin: Admin; reason: string };

/**
 * Disables an account, which ends its sessions and prevents signing in, or enables it again. Repeating it changes and records nothing,
 * but publishes the revocation to the other services again, in case that failed.
 * @throws ProblemError 404 if there is no such account, 409 for the caller's own, 403 if the caller is no longer an administrator
 */
export async function changeAccess(change: AccessChange, { store, revocations, log }: AccessDeps): Promise<Account> {
  const { action, userId, admin, reason } = change;
  const adminId = admin.userId;
  await requireAdmin(admin, { store });
  if (userId === adminId) throw conflict('own-account', 'Another administrator has to do this to your account');
  const isChanged = await store.changeAccess({ action, userId, adminId, reason, actionId: newId() });
  // The caller may have been disabled at the same time.
  if (!isChanged) await requireAdmin(admin, { store });
  const account = await findAccount(userId, { store });
  await revocations.revoke(userId, account.sessionGeneration, account.disabledAt !== null);
  if (isChanged) log.info({ action, userId, adminId }, 'administrator acted');
  return account;
}

/** Checks the caller's current roles and sessions. The token may be out of date, and a disabled admin could enable themselves with it. */
export async function requireAdmin({ userId, generation = 0 }: Admin, { store }: { store: Store }): Promise<void> {
  const { roles, sessionGeneration } = await findSelf(userId, { store });
  if (generation < sessionGeneration) throw unauthorized('This access token has been revoked');
  if (!roles.includes('admin')) throw forbidden('This requires the admin role');
}

/** @throws ProblemError 404 */
export async function findAccount(userId: string, { store }: { store: Store }): Promise<Account> {
  const account = await store.findAccount(userId);
  if (!account) throw notFound('No such account');
  return account;
}
