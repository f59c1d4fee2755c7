import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createTestKey } from '../../../support/identity.ts';
import { base64url, bearing, type Forge, type Mutation } from './forge.ts';

/** Tokens that name another algorithm, and are signed with that, with none, or as before. */
export function algorithms({ header, claims, content, seal, publicKey, key, headed }: Forge): Mutation[] {
  const named = (alg: unknown) => content({ ...header, alg }, claims());
  const hmac = (name: string, secret: string | Buffer, bits = 256): Mutation => {
    const text = named(`HS${bits}`);
    const signature = createHmac(`sha${bits}`, secret).update(text).digest('base64url');
    return bearing(`HS${bits} with ${name} for its secret`, `${text}.${signature}`);
  };
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const { x, y } = key.jwk;
  const [rawX, rawY] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];

  const { privateKey: ed25519 } = generateKeyPairSync('ed25519');
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { privateKey: p384 } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const { privateKey: secp256k1 } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const raw = { dsaEncoding: 'ieee-p1363' } as const;
  const signed = (alg: string, signature: (text: Buffer) => Buffer): Mutation =>
    bearing(`${alg} with a key of its own`, `${named(alg)}.${signature(Buffer.from(named(alg))).toString('base64url')}`);

  return [
    ...['none', 'None', 'NONE', 'nOnE', 'none '].map((alg) => bearing(`alg ${alg} and no signature`, `${named(alg)}.`)),
    bearing('alg none and the signature of something', `${named('none')}.${base64url(Buffer.alloc(64, 1))}`),
    bearing('alg none and a good signature', headed({ alg: 'none' })),
    ...['', 'es256', 'ES384', 'ES512', 'ES256K', 'RS256', 'PS256', 'EdDSA', 'HS256'].map((alg) =>
      bearing(`a good ES256 signature that is called "${alg}"`, headed({ alg })),
    ),
    bearing('no alg', headed({ alg: undefined })),
    bearing('alg null', headed({ alg: null })),
    bearing('a list of algs', headed({ alg: ['ES256'] })),
    hmac('the public key in PEM', pem),
    hmac('the public key in PEM without its last line break', pem.trimEnd()),
    hmac('the public key in PEM', pem, 384),
    hmac('the public key in PEM', pem, 512),
    hmac('the public key in DER', der),
    hmac('the public key in DER, in base64', der.toString('base64')),
    hmac('the public key in JSON', JSON.stringify(key.jwk)),
    hmac('the public key’s point', Buffer.concat([Buffer.from([4]), rawX, rawY])),
    hmac('the public key’s x as it is written', x),
    hmac('the public key’s x', rawX),
    hmac('the public key’s x and y', Buffer.concat([rawX, rawY])),
    hmac('the key id', key.jwk.kid),
    hmac('nothing', ''),
    signed('EdDSA', (text) => sign(null, text, ed25519)),
    signed('RS256', (text) => sign('sha256', text, rsa)),
    signed('ES384', (text) => sign('sha384', text, { key: p384, ...raw })),
    bearing('ES256 with a key of P-384', seal(content(header, claims()), p384)),
    bearing('ES256 with a key of secp256k1', seal(content(header, claims()), secp256k1)),
    bearing('ES256 with another key under the same id', seal(content(header, claims()), createTestKey().privateKey)),
  ];
}
