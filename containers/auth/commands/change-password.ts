import { invalid } from '#shared/errors/problem.ts';
import { isGuessable } from '../blocklist.ts';
import type { RevocationStore } from '../revocation-store.ts';
import { findSelf } from './find-self.ts';
import { badCredentials, type PasswordDeps, tryPassword } from './try-password.ts';

export type PasswordChange = { userId: string; currentPassword: string; newPassword: string; address: string };

/** Sets another password for who knows the current one, and ends all their sessions: one of them may be why they do it. */
export async function changePassword(
  { userId, currentPassword, newPassword, address }: PasswordChange,
  deps: PasswordDeps & { revocations: RevocationStore },
): Promise<void> {
  const { email } = await findSelf(userId, deps);
  if (isGuessable(newPassword, email)) throw invalid([{ path: 'newPassword', message: 'Too easy to guess' }]);
  const { passwordHash, sessionGeneration } = await tryPassword({ email, password: currentPassword, address }, deps);
  const to = await deps.passwords.hash(newPassword);
  // First, for afterwards nobody could ask for it again: the old password is gone.
  await deps.revocations.revoke(userId, sessionGeneration + 1);
  if (!(await deps.store.changePassword({ userId, from: passwordHash, to }))) throw badCredentials();
  deps.log.info({ userId }, 'password changed');
}
