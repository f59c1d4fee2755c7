import { randomUUID } from 'node:crypto';
import type { Publisher } from '#events/define-events.ts';
import { type Event, type EventType, events } from '#events/index.ts';
import { topology } from '#events/topology.ts';

/** A copy of an event in one service's queue. */
export type Message = { id: string; queue: Publisher; type: EventType; orderId: string; body: string; receiveCount: number };

export type BusOptions = {
  /** In [0, 1): chooses the next message. Without it they go in order. */
  random?: (() => number) | undefined;
  concurrencyMax?: number | undefined;
  /** Handles one message, and calls `hide` or `park` for it unless it is done. Never rejects. */
  deliver: (message: Message) => Promise<void>;
};

export type Bus = ReturnType<typeof createBus>;

/**
 * In-memory topics and queues, subscribed as in infra/topology.json. Time is simulated: a hidden message becomes visible when
 * there is nothing else to deliver, so no test waits for a backoff.
 */
export function createBus({ random = () => 0, concurrencyMax = 1, deliver }: BusOptions) {
  const waiting: Message[] = [];
  const hidden: Message[] = [];
  const deadLetters: { message: Message; reason: string }[] = [];
  const delivered: Message[] = [];
  const published: Event[] = [];
  /** What has been published under each event id. */
  const tellings = new Map<string, Set<string>>();
  const inFlight = new Set<Promise<void>>();

  /** Delivers events to every subscribed queue. A service may only publish on its own topic. */
  function publish(topic: Publisher, told: readonly Event[]): void {
    for (const event of told) {
      if (events[event.type].publisher !== topic) throw new Error(`${topic} may not publish ${event.type}`);
      const body = JSON.stringify(event);
      published.push(event);
      tellings.set(event.id, (tellings.get(event.id) ?? new Set()).add(sorted(event)));
      for (const queue of subscribersOf(event.type)) {
        waiting.push({ id: randomUUID(), queue, type: event.type, orderId: event.subject, body, receiveCount: 0 });
      }
    }
  }

  /** Delivers until nothing is left to deliver, or until the condition holds. */
  async function run(until: () => boolean = () => false): Promise<void> {
    for (;;) {
      while (!until() && inFlight.size < concurrencyMax && waiting.length > 0) track(receive(next()));
      if (inFlight.size > 0) await Promise.race(inFlight);
      else if (until() || waiting.length + hidden.length === 0) return;
      else waiting.push(...hidden.splice(0));
    }
  }

  function next(): Message {
    const [message] = waiting.splice(Math.floor(random() * waiting.length), 1);
    if (!message) throw new Error('nothing is waiting');
    return message;
  }

  async function receive(message: Message): Promise<void> {
    if (message.receiveCount >= receivesMax) return park(message, 'received too often');
    message.receiveCount++;
    if (message.receiveCount === 1) delivered.push(message);
    await deliver(message);
  }

  /** Tracks work that no one awaits, so that the bus is not idle before it has ended. */
  function track(work: Promise<void>): void {
    const tracked = work.finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  }

  const hide = (message: Message): void => void hidden.push(message);
  const park = (message: Message, reason: string): void => void deadLetters.push({ message, reason });

  /** A copy of a message, to be delivered as if it were new. */
  const send = (message: Message): void => void waiting.push(copyOf(message));

  return { publish, run, track, hide, park, send, published, tellings, delivered, deadLetters };
}

export const copyOf = (message: Message): Message => ({ ...message, id: randomUUID(), receiveCount: 0 });

/** The stores keep an event's values but not the order of its keys, which has no meaning in JSON. */
const sorted = (event: Event): string =>
  JSON.stringify(event, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );

const { queues } = topology();
const receivesMax = Math.min(...queues.map(({ maxReceiveCount }) => maxReceiveCount));

/** The services that subscribe to an event. The timeline subscribes to all and publishes nothing; `published` stands for it here. */
export function subscribersOf(type: EventType): Publisher[] {
  const heard = queues.filter(({ subscriptions }) => subscriptions.some(({ filter }) => filter.type.includes(type)));
  return heard.map(({ name }) => name).filter((name): name is Publisher => name !== 'timeline');
}
