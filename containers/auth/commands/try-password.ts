import { accountDisabled, ProblemError } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { Passwords } from '../password.ts';
import type { Credentials, Store } from '../store.ts';
import type { Throttle } from '../throttle.ts';

export type PasswordGiven = { email: string; password: string; address: string };
export type PasswordDeps = { store: Store; passwords: Passwords; throttle: Throttle; log: Log };

/**
 * Finds the user with this email and password. An unknown email and a wrong password are indistinguishable: same response, timing,
 * queries and throttling.
 * @returns the user, and whether their password should be rehashed
 * @throws ProblemError 401; 403 if the account is disabled and the password right; 429 before any check, after too many attempts
 */
export async function tryPassword(
  { email, password, address }: PasswordGiven,
  { store, passwords, throttle }: PasswordDeps,
): Promise<Credentials & { outdated: boolean }> {
  const attempt = await throttle.passwordTry({ email, address });
  const user = await store.findByEmail(email);
  const { matches, outdated } = await passwords.check(password, user?.passwordHash).catch(async (refusal) => {
    await attempt.giveBack();
    throw refusal;
  });
  if (!user || !matches) throw badCredentials();
  await attempt.succeed(user.userId);
  if (user.disabledAt) throw accountDisabled();
  return { ...user, outdated };
}

export const badCredentials = () =>
  new ProblemError(401, 'bad-credentials', {
    title: 'The email address or the password is wrong',
    headers: { 'www-authenticate': 'Bearer' },
  });
