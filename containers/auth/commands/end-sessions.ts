import type { Log } from '#shared/logging/logger.ts';
import type { RevocationStore } from '../revocation-store.ts';
import type { Store } from '../store.ts';

type EndSessionsDeps = { store: Store; revocations: RevocationStore; log: Log };

/** Ends all sessions of a user. If publishing the revocation to the other services fails, a retry does it. */
export async function endSessions(userId: string, { store, revocations, log }: EndSessionsDeps): Promise<void> {
  const generation = await store.endSessions(userId);
  if (generation !== undefined) await revocations.revoke(userId, generation);
  log.info({ userId }, 'all sessions ended');
}
