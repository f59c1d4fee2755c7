import type { Event } from '#events/index.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { isSameTrace, isSampled, spanIdOf } from './traceparent.ts';
import { type Attributes, currentTracing, type Description } from './tracing.ts';

/** The cause of each event, until the event is first sent. */
const origins = new WeakMap<Event, string>();

/** Records the `traceparent` of what caused a new event: the event itself has no field for it. */
export function noteOrigin(event: Event, traceparent: string): void {
  if (currentTracing() && isSampled(traceparent)) origins.set(event, traceparent);
}

/**
 * Traces sending an event. The first send is the span that the event's own `traceparent` names, so that everything the event
 * causes belongs to it; a repeat is another span in the same trace.
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
    // Such as a customer's cancellation request, which has its own trace.
    links: around.filter((each) => !isSameTrace(each, event.traceparent)),
  };
  return tracing.span(description, work);
}

type Arrival = { queue: string; id: string; sentAt?: string | undefined; receiveCount: number };

/**
 * Traces the handling of a received event, and how long it waited in the queue. The handler gets the event with this span as
 * its parent, so that everything that follows continues the trace.
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
        // Too early is not a failure, so the span must not see it thrown.
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

/** Traces what a service does for an order on its own. Continues the trace of the order's event and causes the next. */
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

/** Only the event fields that every log line may have. */
const attributesOf = ({ id, type, source, subject, correlationid }: Event): Attributes => ({
  'messaging.message.conversation_id': correlationid,
  'cloudevents.event_id': id,
  'cloudevents.event_type': type,
  'cloudevents.event_source': source,
  'cloudevents.event_subject': subject,
});
