import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { goodClaims, type TestKey } from '../../../support/identity.ts';

/** An invalid token: its name, and the headers of a request with it. */
export type Mutation = {
  name: string;
  headers: Record<string, string | string[]>;
  /** Where a token is optional, this counts as no token or one with another scope: the caller is treated as anonymous. */
  isNobody?: boolean;
  /** Node's HTTP server itself refuses it for its length. */
  isTooLong?: boolean;
};

export type Forge = ReturnType<typeof createForge>;

type Part = object | string | Buffer;

/** Makes valid and invalid tokens with a key whose public half is published. */
export function createForge(key: TestKey) {
  const header = { alg: 'ES256', typ: 'at+jwt', kid: key.jwk.kid };
  const claims = (changes: object = {}) => goodClaims({ roles: ['customer', 'operator', 'admin'], ...changes });
  const content = (head: Part, payload: Part) => `${base64url(head)}.${base64url(payload)}`;
  const seal = (text: string, privateKey: KeyObject = key.privateKey) =>
    `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  return {
    key,
    header,
    claims,
    content,
    seal,
    publicKey: createPublicKey({ key: key.jwk, format: 'jwk' }),
    /** Correctly signed, with every right. */
    good: () => seal(content(header, claims())),
    /** Correctly signed, with the given claims. */
    saying: (changes: object) => seal(content(header, claims(changes))),
    headed: (changes: object) => seal(content({ ...header, ...changes }, claims())),
  };
}

/** The usual header of a token. */
export const bearing = (name: string, token: string, more: Partial<Mutation> = {}): Mutation => ({
  name,
  headers: { authorization: `Bearer ${token}` },
  ...more,
});

export const base64url = (part: Part): string =>
  Buffer.from(typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part)).toString('base64url');

/** A token with one of its three parts replaced. */
export function withPart(token: string, index: 0 | 1 | 2, change: (part: string) => string): string {
  return token
    .split('.')
    .map((part, at) => (at === index ? change(part) : part))
    .join('.');
}
