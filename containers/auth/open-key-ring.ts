import { createKmsClient } from '#shared/aws/clients.ts';
import { ConfigError } from '#shared/config/load-config.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createKeyRing, hurriedKeysAt, type KeyRing, publishedKeysAt, type Scheduled } from '#shared/tokens/key-ring.ts';
import { openKmsSigner } from '#shared/tokens/kms-signer.ts';
import { openLocalSigner, type Signer } from '#shared/tokens/signer.ts';
import type { KeyLocation } from '#shared/tokens/signing-keys.ts';

/**
 * Opens the keys that sign access tokens. Keys superseded long ago are not opened, because they may have been disabled. Warns if a key
 * starts to sign so soon that verifiers may not know it yet.
 * @throws ConfigError listing all keys that cannot be opened, or if the same key is configured twice
 */
export async function openKeyRing(keys: readonly Scheduled<KeyLocation>[], log: Log): Promise<KeyRing> {
  const now = Date.now();
  const live = publishedKeysAt(keys, now);
  const opened = await Promise.allSettled(live.map(async (entry) => ({ ...entry, key: await open(entry.key) })));
  const problems = opened.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [`SIGNING_KEYS: ${nameOf(live[index])} cannot be opened: ${messageOf(outcome.reason)}`] : [],
  );
  const ring = opened.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (new Set(ring.map(({ key }) => key.kid)).size < ring.length) problems.push('SIGNING_KEYS: a key is listed under two names');
  if (problems.length > 0) throw new ConfigError(problems);
  for (const { key, signsFrom } of hurriedKeysAt(ring, now)) {
    const facts = { kid: key.kid, signsFrom: new Date(signsFrom).toISOString() };
    log.warn(facts, 'signing key activates in under 15 minutes; verifiers that have not fetched it yet may reject its tokens');
  }
  return createKeyRing(ring);
}

const open = (key: KeyLocation): Promise<Signer> =>
  'file' in key ? openLocalSigner(key.file) : openKmsSigner({ kms: createKmsClient(), keyId: key.kmsKeyId });

const nameOf = (entry: Scheduled<KeyLocation> | undefined) =>
  entry && `the key that signs from ${new Date(entry.signsFrom).toISOString()} on`;

const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
