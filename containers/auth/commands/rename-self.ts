import { unauthorized } from '#shared/errors/problem.ts';
import type { User } from '../domain.ts';
import type { Store } from '../store.ts';
import { findSelf } from './find-self.ts';

/** Changes or removes the name of an access token's user. @throws ProblemError as `findSelf` does */
export async function renameSelf(userId: string, name: string | null, { store }: { store: Store }): Promise<User> {
  await findSelf(userId, { store });
  const user = await store.rename(userId, name);
  if (!user) throw unauthorized('The user of this access token no longer exists');
  return user;
}
