import { v7 as newId } from 'uuid';
import { conflict, invalid } from '#shared/errors/problem.ts';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { isGuessable } from '../blocklist.ts';
import type { User } from '../domain.ts';
import type { PasswordDeps } from './try-password.ts';

export type Registration = { email: string; password: string; name?: string | undefined };
type NamedRegistration = Registration & { idempotencyKey: string | undefined };

/**
 * Makes a customer of whoever has this e-mail. A key is its e-mail's own: the same request again gets the first answer.
 * @throws ProblemError 409 for an e-mail that is known, 422 for one that was registered under this key by another body
 */
export async function register(
  { address, ...said }: NamedRegistration & { address: string },
  { store, passwords, throttle, log }: PasswordDeps,
): Promise<User> {
  const { email, password, name } = said;
  if (isGuessable(password, email)) throw invalid([{ path: 'password', message: 'Too easy to guess' }]);
  await throttle.registration(address);
  const user: User = { userId: newId(), email, name, roles: ['customer'] };
  const registration = registrationOf(said);
  const added = await store.addUser({ ...user, registration, passwordHash: await passwords.hash(password) });
  if (!added) return replay(said, { store, passwords });
  await throttle.registered({ userId: user.userId, email, address });
  log.info({ userId: user.userId }, 'registered');
  return user;
}

/** The password is not in it: a fast hash of one could be guessed. Its own, slow hash tells whether it is the same. */
function registrationOf({ idempotencyKey, email, name }: NamedRegistration): string | undefined {
  return idempotencyKey && `${requestHash(idempotencyKey)}.${requestHash({ email, name })}`;
}

async function replay(said: NamedRegistration, { store, passwords }: Pick<PasswordDeps, 'store' | 'passwords'>): Promise<User> {
  const { email, name, password } = said;
  const registered = await store.findByEmail(email);
  const asked = registrationOf(said);
  if (!registered?.registration || keyIn(registered.registration) !== keyIn(asked)) {
    throw conflict('email-taken', 'This e-mail is already registered');
  }
  const { matches } = await passwords.check(password, registered.passwordHash);
  if (!matches || registered.registration !== asked) throw keyReused();
  return { userId: registered.userId, email, name, roles: ['customer'] };
}

const keyIn = (registration: string | undefined) => registration?.split('.')[0];
