import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { toPublicJwk } from './public-jwk.ts';
import type { Signer } from './signer.ts';

export type KmsSignerOptions = { kms: KMSClient; keyId: string };

/**
 * A signer whose private key never leaves KMS: an ECC_NIST_P256 key, by id or ARN. The public key is read once, here. `sign`
 * rejects with DependencyUnavailableError for every KMS error: no token can be issued for now.
 * @throws when the key cannot be read or is not a P-256 key
 */
export async function openKmsSigner({ kms, keyId }: KmsSignerOptions): Promise<Signer> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const jwk = toPublicJwk(createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' }));

  // KMS gets the digest, because it refuses messages over 4 KB.
  const command = (bytes: Uint8Array) =>
    new SignCommand({
      KeyId: keyId,
      Message: createHash('sha256').update(bytes).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });

  return {
    kid: jwk.kid,
    publicJwk: () => jwk,
    async sign(bytes) {
      try {
        const { Signature } = await kms.send(command(bytes));
        return toRaw(Buffer.from(Signature ?? []));
      } catch (cause) {
        throw new DependencyUnavailableError(`KMS did not sign: ${(cause as Error).name}`, { cause });
      }
    },
  };
}

const numberBytes = 32;

/**
 * Converts KMS's DER signature to the form that JWS requires (RFC 7518, section 3.4): r and s with 32 bytes each. In DER each
 * number has its own length, and a leading zero byte where its first bit would make it negative (RFC 3279, section 2.2.3).
 */
function toRaw(der: Buffer): Buffer {
  const raw = Buffer.alloc(2 * numberBytes);
  let at = 2;
  for (const end of [numberBytes, 2 * numberBytes]) {
    const from = at + 2;
    at = from + (der[at + 1] ?? 0);
    const number = der.subarray(der[from] === 0 ? from + 1 : from, at);
    if (number.length === 0 || number.length > numberBytes) throw new Error('not a signature of the curve P-256');
    raw.set(number, end - number.length);
  }
  return raw;
}
