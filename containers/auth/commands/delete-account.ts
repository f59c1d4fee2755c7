import type { RevocationStore } from '../revocation-store.ts';
import { findSelf } from './find-self.ts';
import { badCredentials, type PasswordDeps, tryPassword } from './try-password.ts';

/**
 * Deletes the account of a user who knows its password: email, name, password hash, sessions and known addresses. Orders are kept for
 * accounting; their customer id no longer leads to anyone. Even the last admin may leave: grant-role can create a new one.
 */
export async function deleteAccount(
  { userId, password, address }: { userId: string; password: string; address: string },
  deps: PasswordDeps & { revocations: RevocationStore },
): Promise<void> {
  const { email } = await findSelf(userId, deps);
  const { passwordHash } = await tryPassword({ email, password, address }, deps);
  // Revoke first, because no one could retry it afterwards. The maximum generation makes all tokens of the deleted user invalid.
  await deps.revocations.revoke(userId, Number.MAX_SAFE_INTEGER);
  if (!(await deps.store.removeUser({ userId, passwordHash }))) throw badCredentials();
  deps.log.info({ userId }, 'account deleted');
}
