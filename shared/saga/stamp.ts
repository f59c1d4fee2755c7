import type { Cause } from '#events/envelope.ts';
import { type Draft, type Event, events } from '#events/index.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { noteOrigin } from '#shared/tracing/messages.ts';

/**
 * Turns a decision's draft into the event that is stored and published. Its id is a UUIDv5 of source, subject and type: each
 * type occurs at most once per order, so stamping it again gives the same id, and consumers can recognize a duplicate. It
 * continues the trace: same trace id, with a span id taken from the event's own id.
 */
export function stamp(draft: Draft, cause: Cause, time: Date): Event {
  const { source, dataschema } = events[draft.type];
  const id = eventId(source, cause.subject, draft.type);
  const event = {
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
  noteOrigin(event, cause.traceparent);
  return event;
}

export const eventId = (source: string, subject: string, type: string): string => uuidFromName(`${source}/${subject}/${type}`);

function childSpan(traceparent: string, id: string): string {
  const [version, traceId, , flags] = traceparent.split('-');
  return [version, traceId, id.replaceAll('-', '').slice(-16), flags].join('-');
}
