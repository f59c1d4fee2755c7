import { unauthorized } from '#shared/errors/problem.ts';
import type { User } from '../domain.ts';
import type { Store } from '../store.ts';

/** The user of an access token, as they are now. @throws ProblemError 401 when they have deleted their account since */
export async function findSelf(userId: string, { store }: { store: Store }): Promise<User> {
  const user = await store.findUser(userId);
  if (!user) throw unauthorized('The user of this access token is gone');
  return user;
}
