import { accountDisabled, unauthorized } from '#shared/errors/problem.ts';
import type { KnownUser, Subject } from '../domain.ts';
import type { Store } from '../store.ts';

/** The current state of an access token's user. @throws ProblemError 401 if the account has been deleted, 403 if it is disabled */
export async function findSelf(userId: string, { store }: { store: Store }): Promise<KnownUser & Subject> {
  const user = await store.findUser(userId);
  if (!user) throw unauthorized('The user of this access token no longer exists');
  if (user.disabledAt) throw accountDisabled();
  return user;
}
