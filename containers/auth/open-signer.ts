import type { z } from 'zod';
import { createKmsClient } from '#shared/aws/clients.ts';
import { openKmsSigner } from '#shared/tokens/kms-signer.ts';
import { openLocalSigner, type Signer } from '#shared/tokens/signer.ts';
import type { configSchema } from './config.ts';

type KeySettings = Pick<z.infer<typeof configSchema>, 'SIGNING_KEY_FILE' | 'SIGNING_KEY_ID'>;

/** Opens the key that signs access tokens, which the configuration names in exactly one way. @throws when it cannot be read */
export function openSigner({ SIGNING_KEY_FILE: file, SIGNING_KEY_ID: keyId }: KeySettings): Promise<Signer> {
  if (file !== undefined) return openLocalSigner(file);
  if (keyId !== undefined) return openKmsSigner({ kms: createKmsClient(), keyId });
  throw new Error('the configuration lets no process come here without a key');
}
