import { sign } from 'node:crypto';
import { bearing, type Forge, type Mutation, withPart } from './forge.ts';

/** The order of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Tokens with a foreign signature, or changed after signing. */
export function signatures({ good, header, claims, content, key }: Forge): Mutation[] {
  const token = good();
  const resigned = (name: string, change: (rs: Buffer) => Buffer): Mutation =>
    bearing(
      name,
      withPart(token, 2, (part) => change(Buffer.from(part, 'base64url')).toString('base64url')),
    );
  const numbers = (name: string, change: (r: Buffer, s: Buffer) => [Buffer, Buffer]): Mutation =>
    resigned(name, (rs) => Buffer.concat(change(rs.subarray(0, 32), rs.subarray(32))));
  const changed = (name: string, changes: object): Mutation => bearing(name, withPart(token, 1, rewritten(changes)));
  const zero = Buffer.alloc(32);
  const text = content(header, claims());
  return [
    resigned('a signature of zeros', () => Buffer.alloc(64)),
    resigned('a signature of ones', () => Buffer.alloc(64, 0xff)),
    resigned('a signature of no bytes at all but one', () => Buffer.alloc(1)),
    resigned('a byte less', (rs) => rs.subarray(0, 63)),
    resigned('a byte more', (rs) => Buffer.concat([rs, Buffer.alloc(1)])),
    resigned('a byte more before', (rs) => Buffer.concat([Buffer.alloc(1), rs])),
    resigned('its signature twice', (rs) => Buffer.concat([rs, rs])),
    resigned('a bit flipped at the front', (rs) => flipped(rs, 0)),
    resigned('a bit flipped at the end', (rs) => flipped(rs, 63)),
    numbers('no r', (_, s) => [zero, s]),
    numbers('no s', (r) => [r, zero]),
    numbers('r and s of one', () => [bytesOf(1n), bytesOf(1n)]),
    numbers('r and s swapped', (r, s) => [s, r]),
    numbers('r for s', (r) => [r, r]),
    numbers('an s as large as the order', (r) => [r, bytesOf(order)]),
    numbers('r turned round', (r, s) => [bytesOf(order - numberOf(r)), s]),
    bearing('a signature in DER', `${text}.${sign('sha256', Buffer.from(text), key.privateKey).toString('base64url')}`),
    bearing(
      'the signature of another token',
      withPart(token, 2, () => good().split('.')[2] ?? ''),
    ),
    bearing('the header of another token', withPart(token, 0, rewritten({ typ: 'at+jwt', more: 1 }))),
    changed('another user', { sub: '018f0000-0000-7000-8000-00000000000a' }),
    changed('another role', { roles: ['admin'] }),
    changed('another scope', { scope: 'catalog:write' }),
    changed('more time', { exp: Math.floor(Date.now() / 1000) + 599 }),
    // The only other valid signature of a content is valid for no other content.
    bearing('another user under the other signature', withPart(otherSignature(token), 1, rewritten({ roles: ['admin'] }))),
  ];
}

/** The same token with the other valid signature of its content: (r, n - s) for (r, s). Anyone with one can compute the other. */
export function otherSignature(token: string): string {
  return withPart(token, 2, (part) => {
    const rs = Buffer.from(part, 'base64url');
    return Buffer.concat([rs.subarray(0, 32), bytesOf(order - numberOf(rs.subarray(32)))]).toString('base64url');
  });
}

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const rewritten = (changes: object) => (part: string) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), ...changes })).toString('base64url');
