import type { z } from 'zod';
import { billingEvents } from './billing.ts';
import type { Publisher } from './define-events.ts';
import type { Envelope } from './envelope.ts';
import { inventoryEvents } from './inventory.ts';
import { orderEvents } from './orders.ts';
import { shippingEvents } from './shipping.ts';

/** Every event of the platform, by type. */
export const events = { ...orderEvents, ...inventoryEvents, ...billingEvents, ...shippingEvents };

type Events = typeof events;
export type EventType = keyof Events;

/** The payload of one type of event. */
export type DataOf<T extends EventType> = z.infer<Events[T]['data']>;

/** A published event of type `T`: one type, several (a discriminated union), or any by default. */
export type Event<T extends EventType = EventType> = {
  [K in T]: Envelope & { type: K; source: Events[K]['source']; data: DataOf<K> };
}[T];

/** An event before it gets its id, time and cause: the part that pure domain functions can produce. */
export type Draft<T extends EventType = EventType> = { [K in T]: { type: K; data: DataOf<K> } }[T];

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(events, type);
}

/** The event types that one service publishes, in declaration order. */
export function typesPublishedBy(publisher: Publisher): EventType[] {
  return Object.values(events)
    .filter((definition) => definition.publisher === publisher)
    .map((definition) => definition.type);
}
