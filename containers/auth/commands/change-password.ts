import { invalid } from '#shared/errors/problem.ts';
import { isGuessable } from '../blocklist.ts';
import type { RevocationStore } from '../revocation-store.ts';
import { findSelf } from './find-self.ts';
import { badCredentials, type PasswordDeps, tryPassword } from './try-password.ts';

export type PasswordChange = { userId: string; currentPassword: string; newPassword: string; address: string };

/** Changes the password of a user who knows the current one. Ends all their sessions, because one may be the attacker's. */
export async function changePassword(
  { userId, currentPassword, newPassword, address }: PasswordChange,
  deps: PasswordDeps & { revocations: RevocationStore },
): Promise<void> {
  const { email } = await findSelf(userId, deps);
  if (isGuessable(newPassword, email)) throw invalid([{ path: 'newPassword', message: 'Too easy to guess' }]);
  const { passwordHash, sessionGeneration } = await tryPassword({ email, password: currentPassword, address }, deps);
  const to = await deps.passwords.hash(newPassword);
  // Revoke first: if that fails, the user can still retry with the old password.
  await deps.revocations.revoke(userId, sessionGeneration + 1);
  if (!(await deps.store.changePassword({ userId, from: passwordHash, to }))) throw badCredentials();
  deps.log.info({ userId }, 'password changed');
}
