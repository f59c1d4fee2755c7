import { createHash } from 'node:crypto';

/** UUIDv5 (RFC 9562, section 5.5) of a name in a namespace of our own: the same name gives the same id, everywhere and always. */
export function uuidv5(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const NAMESPACE = Buffer.from('6f9d5a0e2f4b4c1f9c0f7e1d3b5a8c21', 'hex');
