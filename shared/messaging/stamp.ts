import { createHash } from 'node:crypto';
import type { Cause } from '#events/envelope.ts';
import { type Draft, type Event, events } from '#events/index.ts';

/**
 * Turns what a decision says into the event that is stored and published. Its id is a UUIDv5 of source, subject and type:
 * each type occurs at most once for an order, so whoever stamps it again gets the same id, and readers can tell a repeat.
 * The trace goes on: same trace id, and a span id taken from the event's own id.
 */
export function stamp(draft: Draft, cause: Cause, time: Date): Event {
  const { source, dataschema } = events[draft.type];
  const id = eventId(source, cause.subject, draft.type);
  return {
    specversion: '1.0',
    id,
    source,
    type: draft.type,
    subject: cause.subject,
    time: time.toISOString(),
    dataschema,
    correlationid: cause.correlationid,
    causationid: cause.id,
    traceparent: childSpan(cause.traceparent, id),
    data: draft.data,
  } as Event;
}

/** UUIDv5 (RFC 9562, section 5.5) of `source/subject/type` in a namespace of our own. */
export function eventId(source: string, subject: string, type: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${source}/${subject}/${type}`).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function childSpan(traceparent: string, id: string): string {
  const [version, traceId, , flags] = traceparent.split('-');
  return [version, traceId, id.replaceAll('-', '').slice(-16), flags].join('-');
}

const NAMESPACE = Buffer.from('6f9d5a0e2f4b4c1f9c0f7e1d3b5a8c21', 'hex');
