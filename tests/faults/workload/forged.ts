import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A token with the same claims, signed by a key that was never published, under an id that no verifier has seen before. */
export function forged(token: string): string {
  const [header = '', claims = ''] = token.split('.');
  const kid = randomBytes(32).toString('base64url');
  const madeUp = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), kid };
  const signed = `${Buffer.from(JSON.stringify(madeUp)).toString('base64url')}.${claims}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
