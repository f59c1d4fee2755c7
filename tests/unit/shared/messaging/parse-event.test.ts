import { describe, expect, it } from '@jest/globals';
import { PoisonError } from '#shared/errors/outcome.ts';
import { parseEvent } from '#shared/messaging/parse-event.ts';
import { someEvent } from '../../../support/some-event.ts';

const event = someEvent();
const reasonFor = (body: string): string => {
  try {
    parseEvent(body);
  } catch (error) {
    if (error instanceof PoisonError) return error.message;
    throw error;
  }
  throw new Error('was parsed');
};

describe('parsing a message', () => {
  it('returns the event', () => {
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
  });

  it('ignores unknown fields, as a newer publisher may add some', () => {
    const newer = { ...event, tenant: 'x', data: { ...event.data, channel: 'web' } };
    expect(parseEvent(JSON.stringify(newer))).toEqual(event);
  });
});

describe('a message that is poison', () => {
  it.each(['', '{', 'null', '"OrderConfirmed"', '[]', '{}', '{"type":"toString"}', '{"type":["OrderConfirmed"]}'])(
    '%p',
    (body) => {
      expect(reasonFor(body)).toMatch(/^(not JSON|unknown type)$/);
    },
  );

  it('says where it violates the contract', () => {
    expect(reasonFor(JSON.stringify({ ...event, data: { customerId: 'jane@example.com' } }))).toBe(
      'not a valid OrderConfirmed: invalid_format at data.customerId',
    );
  });

  it('may not claim another publisher as its source', () => {
    expect(reasonFor(JSON.stringify({ ...event, source: '/billing' }))).toContain('source');
  });

  it('is too large', () => {
    expect(reasonFor(JSON.stringify({ ...event, padding: 'x'.repeat(256 * 1024) }))).toBe('larger than 256 KB');
  });

  it.each(['{"type":"OrderConfirmed","data":"jane@example.com"}', 'jane@example.com'])('is never quoted: %s', (body) => {
    expect(reasonFor(body)).not.toContain('jane');
  });
});
