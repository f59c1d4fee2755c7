import type { Event } from '#events/index.ts';
import { type Outcome, outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { backoff } from '#shared/timing/backoff.ts';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import { tracedHandling } from '#shared/tracing/messages.ts';
import { currentMetering } from '#shared/tracing/metering.ts';
import { withHeartbeat } from './heartbeat.ts';
import { parseEvent } from './parse-event.ts';
import type { Queue, Received } from './queue.ts';

export type DeliveryOptions = {
  queue: Queue;
  /** Resolves when the event's message may be deleted. */
  handle: (event: Event) => Promise<void>;
  log: Log;
  visibilityTimeoutSeconds: number;
  handleSecondsMax: number;
  random?: (() => number) | undefined;
};

/** What became of a message; `notStarted` when the consumer was stopping. */
export type Handled = Outcome | { kind: 'notStarted' };

/** Settles a message in two parts: the handler runs first, and only then is the queue told. */
export function createDelivery(options: DeliveryOptions) {
  const { queue, handle, log, visibilityTimeoutSeconds, handleSecondsMax, random } = options;

  /** Never rejects. */
  async function handleMessage(message: Received, stopping: AbortSignal): Promise<Handled> {
    if (stopping.aborted) return { kind: 'notStarted' };
    const startedAt = performance.now();
    const ended = currentMetering()?.handling(queue.name);
    const { event, outcome } = await outcomeFor(message);
    ended?.({ type: event?.type ?? 'unreadable', outcome: outcome.kind });
    note(log, outcome, {
      type: event?.type ?? message.type,
      id: event?.id ?? message.id,
      orderId: event?.subject,
      receiveCount: message.receiveCount,
      durationMs: Math.round(performance.now() - startedAt),
    });
    return outcome;
  }

  async function outcomeFor(message: Received): Promise<{ event?: Event; outcome: Outcome }> {
    let event: Event | undefined;
    try {
      event = parseEvent(message.body);
      const handling = tracedHandling(event, { ...message, queue: queue.name }, handle);
      const beat = () => settle(message, () => queue.hide(message, visibilityTimeoutSeconds));
      await withHeartbeat(beat, (visibilityTimeoutSeconds * 1000) / 3, () => withTimeout(handleSecondsMax, handling));
      return { event, outcome: { kind: 'done' } };
    } catch (error) {
      return { ...(event ? { event } : {}), outcome: outcomeOf(error) };
    }
  }

  /** Never rejects: if the queue cannot be told, the message becomes visible again and is processed again. */
  const acknowledge = (message: Received, handled: Handled) => settle(message, () => tellQueue(queue, message, handled, random));

  async function settle(message: Received, change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      const facts = { id: message.id, type: message.type, reason: outcomeOf(error).reason };
      log.warn(facts, 'could not change visibility; the message will be retried');
    }
  }

  return { handle: handleMessage, acknowledge };
}

function tellQueue(queue: Queue, message: Received, handled: Handled, random?: () => number): Promise<void> {
  switch (handled.kind) {
    case 'done':
      return queue.remove(message);
    case 'poison':
      return queue.park(message, handled.reason);
    case 'retry':
      return queue.hide(message, retryDelaySeconds(message.receiveCount, random));
    case 'unavailable':
      return queue.hide(message, outageDelaySeconds(message.receiveCount, random));
    case 'notStarted':
      return queue.hide(message, 0);
    default:
      return handled satisfies never;
  }
}

function note(log: Log, outcome: Outcome, facts: object): void {
  if (outcome.kind === 'done') log.debug(facts, 'message handled');
  else if (outcome.kind === 'poison') log.error({ ...facts, reason: outcome.reason }, 'message parked');
  else if ('error' in outcome) log.error({ ...facts, reason: outcome.reason, err: outcome.error }, 'message failed');
  else log.info({ ...facts, reason: outcome.reason }, 'message will be retried');
}

/**
 * During an outage a message must not use up its receives: from the third receive on it is hidden for 1 min, doubling to 15
 * min, so eight receives last more than half an hour.
 */
export function outageDelaySeconds(receiveCount: number, random?: () => number): number {
  if (receiveCount < 3) return retryDelaySeconds(receiveCount, random);
  return Math.ceil(backoff({ attempt: receiveCount - 2, first: 60, max: 900, spread: 1 / 3 }, random));
}

/**
 * How long a message stays hidden before it is redelivered, by its receive count: 1 to 2 s at first, because what it waits for
 * is often right behind it, doubling to at most 2 min. Whole seconds, as SQS requires.
 */
export function retryDelaySeconds(receiveCount: number, random?: () => number): number {
  return Math.ceil(backoff({ attempt: receiveCount, first: 1.5, max: 90, spread: 1 / 3 }, random));
}
