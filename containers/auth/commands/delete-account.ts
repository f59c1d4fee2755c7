import type { RevocationStore } from '../revocation-store.ts';
import { findSelf } from './find-self.ts';
import { badCredentials, type PasswordDeps, tryPassword } from './try-password.ts';

/**
 * Deletes the account of who knows its password: e-mail, name, password hash, sessions and known addresses. Orders stay for the
 * books; the id in them leads to nobody any more. The last admin may go as well: another is made the way the first one was.
 */
export async function deleteAccount(
  { userId, password, address }: { userId: string; password: string; address: string },
  deps: PasswordDeps & { revocations: RevocationStore },
): Promise<void> {
  const { email } = await findSelf(userId, deps);
  const { passwordHash } = await tryPassword({ email, password, address }, deps);
  // First, for afterwards nobody could ask for it again. No generation of somebody who is gone is good.
  await deps.revocations.revoke(userId, Number.MAX_SAFE_INTEGER);
  if (!(await deps.store.removeUser({ userId, passwordHash }))) throw badCredentials();
  deps.log.info({ userId }, 'account deleted');
}
