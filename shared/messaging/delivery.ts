import type { Event } from '#events/index.ts';
import type { Log } from '#shared/logging/logger.ts';
import { type Outcome, outcomeOf, retryOnConflict } from '../errors/outcome.ts';
import type { createOutage } from '../saga/circuit-breaker.ts';
import { backoff } from '../timing/backoff.ts';
import { withTimeout } from '../timing/with-timeout.ts';
import { withHeartbeat } from './heartbeat.ts';
import { parseEvent } from './parse-event.ts';
import type { Queue, Received } from './queue.ts';

export type DeliveryOptions = {
  queue: Queue;
  outage: ReturnType<typeof createOutage>;
  /** Loads, decides, commits; returns the events to answer with. */
  handle: (event: Event) => Promise<readonly Event[]>;
  publish: (events: readonly Event[]) => Promise<void>;
  log: Log;
  visibilityTimeoutSeconds: number;
  handleSecondsMax: number;
  random?: (() => number) | undefined;
};

/**
 * Takes a message to its end: parsed, handled, answered, and only then acknowledged. Never rejects: a message that could
 * not be settled with the queue shows again by itself after its visibility time-out, and is then answered again.
 */
export function createDelivery(options: DeliveryOptions) {
  const { queue, outage, handle, publish, log, visibilityTimeoutSeconds, handleSecondsMax } = options;

  async function deliver(message: Received, stopping: AbortSignal): Promise<void> {
    if (stopping.aborted) return settle(message, () => queue.hide(message, 0));
    const startedAt = performance.now();
    const { event, outcome } = await outcomeFor(message, stopping);
    const facts = {
      type: event?.type ?? message.type,
      id: event?.id ?? message.id,
      orderId: event?.subject,
      receiveCount: message.receiveCount,
      durationMs: Math.round(performance.now() - startedAt),
    };
    note(log, outcome, facts);
    await settle(message, () => acknowledge(message, outcome, options));
  }

  async function outcomeFor(message: Received, stopping: AbortSignal): Promise<{ event?: Event; outcome: Outcome }> {
    try {
      const event = parseEvent(message.body);
      const beat = () => settle(message, () => queue.hide(message, visibilityTimeoutSeconds));
      const outcome = await withHeartbeat(beat, (visibilityTimeoutSeconds * 1000) / 3, () =>
        outage.ride(() => attempt(event), stopping),
      );
      return { event, outcome };
    } catch (error) {
      return { outcome: outcomeOf(error) };
    }
  }

  async function attempt(event: Event): Promise<Outcome> {
    try {
      await withTimeout(handleSecondsMax, react(event));
      return { kind: 'done' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async function react(event: Event): Promise<void> {
    const answers = await retryOnConflict(() => handle(event));
    if (answers.length > 0) await publish(answers);
  }

  async function settle(message: Received, change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      log.warn(
        { id: message.id, type: message.type, reason: outcomeOf(error).reason },
        'queue not told, the message comes again',
      );
    }
  }

  return deliver;
}

function note(log: Log, outcome: Outcome, facts: object): void {
  if (outcome.kind === 'done') log.debug(facts, 'message handled');
  else if (outcome.kind === 'poison') log.error({ ...facts, reason: outcome.reason }, 'message parked');
  else if ('error' in outcome) log.error({ ...facts, reason: outcome.reason, err: outcome.error }, 'message failed');
  else log.info({ ...facts, reason: outcome.reason }, 'message comes again');
}

/** Tells the queue what became of a message. */
function acknowledge(
  message: Received,
  outcome: Outcome,
  { queue, random }: Pick<DeliveryOptions, 'queue' | 'random'>,
): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return queue.remove(message);
    case 'poison':
      return queue.park(message, outcome.reason);
    case 'retry':
      return queue.hide(message, retryDelaySeconds(message.receiveCount, random));
    case 'unavailable':
      return queue.hide(message, outageDelaySeconds(message.receiveCount, random));
    default:
      return outcome satisfies never;
  }
}

/**
 * The same during an outage, of which a message must not use up its receives: from the third one on it stays hidden for 1 min,
 * doubling to 15 min, so that eight receives last for more than half an hour.
 */
export function outageDelaySeconds(receiveCount: number, random?: () => number): number {
  if (receiveCount < 3) return retryDelaySeconds(receiveCount, random);
  return Math.ceil(backoff({ attempt: receiveCount - 2, first: 60, max: 900, spread: 1 / 3 }, random));
}

/**
 * How long a message stays hidden before it comes again, by how often it has been received: 1 to 2 s at first, because what
 * it waits for is often just behind it, and doubling to at most 2 min. Whole seconds, as SQS wants them.
 */
export function retryDelaySeconds(receiveCount: number, random?: () => number): number {
  return Math.ceil(backoff({ attempt: receiveCount, first: 1.5, max: 90, spread: 1 / 3 }, random));
}
