import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { events } from '#events/index.ts';
import { eventId, stamp } from '#shared/saga/stamp.ts';
import { causeOf } from '../../../support/an-order.ts';

const draft = { type: 'OrderConfirmed', data: { customerId: randomUUID() } } as const;

describe('a stamped event', () => {
  it('is valid, and names its cause', () => {
    const cause = causeOf(randomUUID());
    const event = stamp(draft, cause, new Date(0));
    expect(events.OrderConfirmed.schema.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      source: '/orders',
      subject: cause.subject,
      correlationid: cause.correlationid,
      causationid: cause.id,
      time: '1970-01-01T00:00:00.000Z',
    });
  });

  it('has one id for its order and type, no matter who stamps it and when', () => {
    const orderId = randomUUID();
    const ids = [stamp(draft, causeOf(orderId), new Date(0)), stamp(draft, causeOf(orderId), new Date())].map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(stamp(draft, causeOf(randomUUID()), new Date(0)).id).not.toBe(ids[0]);
    expect(
      stamp({ type: 'OrderCancelled', data: { customerId: randomUUID(), reason: 'CUSTOMER' } }, causeOf(orderId), new Date(0)).id,
    ).not.toBe(ids[0]);
  });

  it('never changes its id: ids are stored in databases', () => {
    expect(eventId('/orders', '0191b3a0-0000-7000-8000-00000000000b', 'OrderPlaced')).toBe(
      '62eca805-e81a-5705-98c0-3f7e310d7a31',
    );
  });

  it('continues its cause’s trace, as a separate span', () => {
    const cause = causeOf(randomUUID());
    const [version, traceId, span, flags] = stamp(draft, cause, new Date()).traceparent.split('-');
    const [, causeTraceId, causeSpan] = cause.traceparent.split('-');
    expect([version, traceId, flags]).toEqual(['00', causeTraceId, '01']);
    expect(span).not.toBe(causeSpan);
  });
});
