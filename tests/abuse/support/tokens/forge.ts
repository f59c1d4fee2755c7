import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { goodClaims, type TestKey } from '../../../support/identity.ts';

/** How a token is made wrong: its name, and the headers of a request that brings it. */
export type Mutation = {
  name: string;
  headers: Record<string, string | string[]>;
  /** Where a token is optional, this is no token or one for other things: such a caller is nobody, and let in as that. */
  isNobody?: boolean;
  /** Node's HTTP server refuses it by itself, for its length. */
  isTooLong?: boolean;
};

export type Forge = ReturnType<typeof createForge>;

type Part = object | string | Buffer;

/** Makes tokens, good ones and others, with a key whose public half is published. */
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
    /** Signed as it should be, and may do everything. */
    good: () => seal(content(header, claims())),
    /** Signed as it should be, whatever it says. */
    saying: (changes: object) => seal(content(header, claims(changes))),
    headed: (changes: object) => seal(content({ ...header, ...changes }, claims())),
  };
}

/** The header that a token usually comes in. */
export const bearing = (name: string, token: string, more: Partial<Mutation> = {}): Mutation => ({
  name,
  headers: { authorization: `Bearer ${token}` },
  ...more,
});

export const base64url = (part: Part): string =>
  Buffer.from(typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part)).toString('base64url');

/** A token with one of its three parts made into something else. */
export function withPart(token: string, index: 0 | 1 | 2, change: (part: string) => string): string {
  return token
    .split('.')
    .map((part, at) => (at === index ? change(part) : part))
    .join('.');
}
