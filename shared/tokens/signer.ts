import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type PublicJwk, toPublicJwk } from './public-jwk.ts';

/** Signs with ES256, wherever the private key is: in a file (below) or in KMS (kms-signer.ts). */
export type Signer = {
  kid: string;
  publicJwk(): PublicJwk;
  /** @returns the signature in the form that JWS requires: r and s, 32 bytes each */
  sign(bytes: Uint8Array): Promise<Buffer>;
};

/**
 * A signer whose private key is in a local PEM file (PKCS #8 or SEC 1).
 * @throws when the file cannot be read or holds no P-256 private key
 */
export async function openLocalSigner(file: string): Promise<Signer> {
  const key = createPrivateKey(await readFile(file));
  const jwk = toPublicJwk(createPublicKey(key));
  return {
    kid: jwk.kid,
    publicJwk: () => jwk,
    sign: (bytes) => signAsync('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

const signAsync = promisify(sign);
