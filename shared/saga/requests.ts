import type { Event } from '#events/index.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { tracedGoingOn } from '#shared/tracing/messages.ts';
import type { Loop, LoopOptions } from './loop.ts';
import type { Task } from './task.ts';
import type { Versioned } from './versioned.ts';

type RequestsOptions<State> = Pick<LoopOptions<State>, 'toEvent' | 'publish' | 'published'> & { loop: Loop<State>; log: Log };

export type Requests<State> = ReturnType<typeof createRequests<State>>;

/** The ways into the loop other than messages: user requests and events that are due again. */
export function createRequests<State>({ loop, toEvent, publish, published = (state) => state, log }: RequestsOptions<State>) {
  /** Takes an order through a requested step and resolves when it is stored. The event is published after that. */
  function ask(task: Task<State>): Promise<Versioned<State>> {
    const { promise, resolve, reject } = Promise.withResolvers<Versioned<State>>();
    let isStored = false;
    const onStored = (row: Versioned<State>) => {
      isStored = true;
      resolve(row);
    };
    loop.take({ ...task, onStored }).catch((error) => {
      if (isStored) notPublished(task.cause.subject, error);
      else reject(error);
    });
    return promise;
  }

  /** Publishes an event again and records that it has been published. */
  function announce(event: Event): Promise<void> {
    return tracedGoingOn(`announce ${event.type}`, event, async () => {
      await publish(event);
      const isStill = (state: State) => toEvent(state)?.type === event.type;
      await loop.take({ cause: event, step: (state) => (isStill(state) ? published(state) : state), isNote: true });
    });
  }

  /** Publishes, in the background, the event of a row that was stored outside the loop. */
  function publishSoon(row: Versioned<State>): void {
    loop.note(row);
    if (row.event) publish(row.event).catch((error) => notPublished(row.orderId, error));
  }

  function notPublished(orderId: string, error: unknown): void {
    log.warn({ orderId, reason: outcomeOf(error).reason }, 'could not publish; the announcer will retry');
  }

  return { ask, announce, publishSoon };
}
