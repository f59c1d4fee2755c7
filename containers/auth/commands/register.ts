import { v7 as newId } from 'uuid';
import { conflict, invalid } from '#shared/errors/problem.ts';
import { isGuessable } from '../blocklist.ts';
import type { User } from '../domain.ts';
import type { PasswordDeps } from './try-password.ts';

export type Registration = { email: string; password: string; name?: string | undefined };

/** Makes a customer of whoever has this e-mail. */
export async function register(
  { email, password, name, address }: Registration & { address: string },
  { store, passwords, throttle, log }: PasswordDeps,
): Promise<User> {
  if (isGuessable(password, email)) throw invalid([{ path: 'password', message: 'Too easy to guess' }]);
  await throttle.registration(address);
  const user: User = { userId: newId(), email, roles: ['customer'] };
  const added = await store.addUser({ ...user, name, passwordHash: await passwords.hash(password) });
  if (!added) throw conflict('email-taken', 'This e-mail is registered already');
  await throttle.registered({ userId: user.userId, email, address });
  log.info({ userId: user.userId }, 'registered');
  return user;
}
