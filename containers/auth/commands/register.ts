import { v7 as newId } from 'uuid';
import { conflict, invalid } from '#shared/errors/problem.ts';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { isGuessable } from '../blocklist.ts';
import type { User } from '../domain.ts';
import type { PasswordDeps } from './try-password.ts';

export type Registration = { email: string; password: string; name?: string | undefined };
type NamedRegistration = Registration & { idempotencyKey: string | undefined };

/**
 * Registers a customer. Idempotency keys are unique per email only; a repeat gets the first response again.
 * @throws ProblemError 409 if the email is already registered, 422 if it was registered with this key but another body
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

/** Identifies the request. Omits the password, because a fast hash of it could be cracked; its own slow hash is compared instead. */
function registrationOf({ idempotencyKey, email, name }: NamedRegistration): string | undefined {
  return idempotencyKey && `${requestHash(idempotencyKey)}.${requestHash({ email, name })}`;
}

async function replay(said: NamedRegistration, { store, passwords }: Pick<PasswordDeps, 'store' | 'passwords'>): Promise<User> {
  const { email, name, password } = said;
  const registered = await store.findByEmail(email);
  const asked = registrationOf(said);
  if (!registered?.registration || keyIn(registered.registration) !== keyIn(asked)) {
    throw conflict('email-taken', 'This email address is already registered');
  }
  const { matches } = await passwords.check(password, registered.passwordHash);
  if (!matches || registered.registration !== asked) throw keyReused();
  return { userId: registered.userId, email, name, roles: ['customer'] };
}

const keyIn = (registration: string | undefined) => registration?.split('.')[0];
