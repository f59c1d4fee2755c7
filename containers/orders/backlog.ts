import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { CountMessages } from '#shared/messaging/count-messages.ts';
import type { Order } from './domain.ts';
import { waitingFor } from './waiting-for.ts';

export type Backlog = ReturnType<typeof createBacklog>;

type BacklogOptions = {
  countMessages: CountMessages;
  log: Log;
  /** A queue with this many waiting messages gets no repeats. */
  waitingMax?: number;
  /** How long a count is cached. */
  freshMilliseconds?: number;
  now?: () => number;
};

/**
 * Decides whether announcing an order again can help. A repeat replaces a lost message. But while messages wait in the queue of the
 * participant that owes the answer, or in our own queue, the message is probably not lost: a repeat would only lengthen the queues,
 * and so would the events that follow from it. So a participant that is down or behind gets no repeats until it has caught up.
 */
export function createBacklog(options: BacklogOptions) {
  const { countMessages, log, waitingMax = 100, freshMilliseconds = 1_000, now = () => performance.now() } = options;
  let waiting: Promise<Map<string, number>> = Promise.resolve(new Map());
  let countedAt = -Infinity;

  /** Call this once per announcement: `true` counts as one more message in the queues of the services that owe an answer. */
  async function mayRepeat(order: Order): Promise<boolean> {
    const debtors = waitingFor(order).map(({ service }) => service);
    // We have not published this event ourselves yet, so it is no repeat.
    if (debtors.includes('orders')) return true;
    const depths = await counted();
    const hasRoom = (queue: string) => (depths.get(queue) ?? 0) < waitingMax;
    if (!hasRoom('orders') || !debtors.some(hasRoom)) return false;
    for (const debtor of debtors) depths.set(debtor, (depths.get(debtor) ?? 0) + 1);
    return true;
  }

  function counted(): Promise<Map<string, number>> {
    if (now() - countedAt < freshMilliseconds) return waiting;
    countedAt = now();
    waiting = count();
    return waiting;
  }

  /** If counting fails, the queues count as empty: a needless repeat is harmless, a missing one would leave orders stuck. */
  async function count(): Promise<Map<string, number>> {
    try {
      return new Map((await countMessages()).map((depth) => [depth.queue, depth.waiting]));
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason }, 'could not count queues; announcing as if they were empty');
      return new Map();
    }
  }

  return { mayRepeat };
}
