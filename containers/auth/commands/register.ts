import { v7 as newId } from 'uuid';
import { conflict, invalid } from '#shared/errors/problem.ts';
import { isGuessable, type User } from '../domain.ts';
import type { Passwords } from '../password.ts';
import type { Store } from '../store.ts';

export type Registration = { email: string; password: string; name?: string | undefined };

/** Makes a customer of whoever has this e-mail. */
export async function register(
  { email, password, name }: Registration,
  { store, passwords }: { store: Store; passwords: Passwords },
): Promise<User> {
  if (isGuessable(password, email)) throw invalid([{ path: 'password', message: 'Too easy to guess' }]);
  const user: User = { userId: newId(), email, roles: ['customer'] };
  const added = await store.addUser({ ...user, name, passwordHash: await passwords.hash(password) });
  if (!added) throw conflict('email-taken', 'This e-mail is registered already');
  return user;
}
