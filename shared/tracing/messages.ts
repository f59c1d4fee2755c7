import type { Event } from '#events/index.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { isSameTrace, isSampled, spanIdOf } from './traceparent.ts';
import { type Attributes, currentTracing, type Description } from './tracing.ts';

/** What made each event, while it waits to be sent for the first time. */
const origins = new WeakMap<Event, string>();

/** Notes that an event has just been made, and the `traceparent` of what made it: its own has no room for that. */
export function noteOrigin(event: Event, traceparent: string): void {
  if (currentTracing() && isSampled(traceparent)) origins.set(event, traceparent);
}

/**
 * Traces the sending of an event. The first time it is the span that the event's own `traceparent` names, so that all that comes
 * of the event belongs to it; a repeat is one more span in the same trace.
 */
export function tracedSend(event: Event, topic: string, work: () => Promise<void>): Promise<void> {
  const tracing = currentTracing();
  if (!tracing || !isSampled(event.traceparent)) return work();
  const origin = origins.get(event);
  origins.delete(event);
  const around = tracing.traceparents();
  const description: Description = {
    name: `send ${event.type}`,
    kind: 'producer',
    attributes: { ...system('aws_sns', topic, 'send'), ...attributesOf(event) },
    from: { traceparent: origin ?? around.find((each) => isSameTrace(each, event.traceparent)) ?? event.traceparent },
    ...(origin ? { spanId: spanIdOf(event.traceparent) } : {}),
    // Such as the request of a customer who cancels: it has a trace of its own.
    links: around.filter((each) => !isSameTrace(each, event.traceparent)),
  };
  return tracing.span(description, work);
}

type Arrival = { queue: string; id: string; sentAt?: string | undefined; receiveCount: number };

/**
 * Traces the handling of an event that has arrived, and how long it waited in the queue. What is handled is the event as caused
 * by its handling: whatever follows continues from there.
 */
export function tracedHandling(event: Event, arrival: Arrival, handle: (event: Event) => Promise<void>): Promise<void> {
  const tracing = currentTracing();
  if (!tracing) return handle(event);
  const { queue, id, sentAt, receiveCount } = arrival;
  const attributes = { ...attributesOf(event), 'messaging.message.id': id, 'cloudservices.receive_count': receiveCount };
  const from = { traceparent: event.traceparent };
  if (sentAt && isSampled(event.traceparent)) {
    const waited = { ...attributes, ...system('aws_sqs', queue, 'receive') };
    tracing.past({ name: `wait ${event.type}`, kind: 'internal', attributes: waited, from, startedAt: Number(sentAt) });
  }
  const processed = { ...attributes, ...system('aws_sqs', queue, 'process') };
  return throwing(
    tracing.span({ name: `process ${event.type}`, kind: 'consumer', attributes: processed, from }, async (span) => {
      try {
        await handle({ ...event, traceparent: span.traceparent });
      } catch (error) {
        const outcome = outcomeOf(error);
        span.set({ 'cloudservices.outcome': outcome.kind });
        // That it is too early is no failure, so the span does not see it thrown.
        if (outcome.kind !== 'retry' || outcome.error !== undefined) throw error;
        return { error };
      }
    }),
  );
}

async function throwing(work: Promise<{ error: unknown } | undefined>): Promise<void> {
  const caught = await work;
  if (caught) throw caught.error;
}

/** Traces what a service does for an order without being asked. It goes on from the order's event, and is what causes the next. */
export function tracedGoingOn(name: string, event: Event, work: (event: Event) => Promise<void>): Promise<void> {
  const tracing = currentTracing();
  if (!tracing || !isSampled(event.traceparent)) return work(event);
  const from = { traceparent: event.traceparent };
  return tracing.span({ name, kind: 'internal', attributes: attributesOf(event), from }, ({ traceparent }) =>
    work({ ...event, traceparent }),
  );
}

const system = (name: string, destination: string, operation: 'send' | 'receive' | 'process'): Attributes => ({
  'messaging.system': name,
  'messaging.destination.name': destination,
  'messaging.operation.name': operation,
  'messaging.operation.type': operation,
});

/** Of an event only what every log line may have. */
const attributesOf = ({ id, type, source, subject, correlationid }: Event): Attributes => ({
  'messaging.message.conversation_id': correlationid,
  'cloudevents.event_id': id,
  'cloudevents.event_type': type,
  'cloudevents.event_source': source,
  'cloudevents.event_subject': subject,
});
