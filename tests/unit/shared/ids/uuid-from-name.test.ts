import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { eventId } from '#shared/saga/stamp.ts';
import { sample } from '../../../saga/model/sample-events.ts';

const namespace = '6f9d5a0e-2f4b-4c1f-9c0f-7e1d3b5a8c21';

/** RFC 9562, section 5.5, step by step. */
function version5(name: string, namespace: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('a UUID made from a name', () => {
  it('conforms to RFC 9562, as its example shows', () => {
    // Appendix A.4: www.example.com in the DNS namespace.
    const example = version5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    expect(example).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
    for (const name of ['', 'a', '/orders/é/OrderPlaced', 'x'.repeat(1_000)])
      expect(uuidFromName(name)).toBe(version5(name, namespace));
  });

  it('is the same for the same name, and different for another', () => {
    expect(uuidFromName('a')).toBe(uuidFromName('a'));
    expect(uuidFromName('a')).not.toBe(uuidFromName('b'));
  });

  it.each(Object.values(sample))('is the id of an event: $type', ({ id, source, subject, type }) => {
    expect(eventId(source, subject, type)).toBe(id);
  });
});
