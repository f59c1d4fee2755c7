import { accountDisabled, unauthorized } from '#shared/errors/problem.ts';
import type { KnownUser, Subject } from '../domain.ts';
import type { Store } from '../store.ts';

/** The user of an access token, as they are now. @throws ProblemError 401 when they have deleted their account since, 403 when it is disabled */
export async function findSelf(userId: string, { store }: { store: Store }): Promise<KnownUser & Subject> {
  const user = await store.findUser(userId);
  if (!user) throw unauthorized('The user of this access token is gone');
  if (user.disabledAt) throw accountDisabled();
  return user;
}
