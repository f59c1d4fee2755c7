import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign as signBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { PublicJwk } from './public-jwk.ts';

/** Signs with ES256, wherever the private key may be. A KMS key signs the same bytes; its DER signature becomes r||s. */
export type Signer = {
  kid: string;
  publicJwk(): PublicJwk;
  /** @returns the signature as JWS wants it: r||s, 64 bytes */
  sign(bytes: Uint8Array): Promise<Buffer>;
};

/**
 * A signer whose private key is in a PEM file on this machine (PKCS #8 or SEC 1).
 * @throws when the file cannot be read or holds no P-256 private key
 */
export async function openLocalSigner(file: string): Promise<Signer> {
  const key = createPrivateKey(await readFile(file));
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error(`${file} holds no key of the curve P-256`);
  const jwk = toPublicJwk(createPublicKey(key));
  return {
    kid: jwk.kid,
    publicJwk: () => jwk,
    sign: (bytes) => signAsync('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

const signAsync = promisify(signBytes);

/** The public key as it is published; the id is its RFC 7638 thumbprint. */
export function toPublicJwk(key: KeyObject): PublicJwk {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  // The thumbprint is over exactly these members in exactly this order.
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }))
    .digest('base64url');
  return { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' };
}
