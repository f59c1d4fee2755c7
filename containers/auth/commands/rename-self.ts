import { unauthorized } from '#shared/errors/problem.ts';
import type { User } from '../domain.ts';
import type { Store } from '../store.ts';

/** Gives the user of an access token another name, or none. @throws ProblemError 401 when they have deleted their account since */
export async function renameSelf(userId: string, name: string | null, { store }: { store: Store }): Promise<User> {
  const user = await store.rename(userId, name);
  if (!user) throw unauthorized('The user of this access token is gone');
  return user;
}
