import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { CountMessages } from '#shared/messaging/count-messages.ts';
import type { Order } from './domain.ts';
import { waitingFor } from './waiting-for.ts';

export type Backlog = ReturnType<typeof createBacklog>;

type BacklogOptions = {
  countMessages: CountMessages;
  log: Log;
  /** With so many messages waiting in a queue, nothing is added to it. */
  waitingMax?: number;
  /** How long a count holds. */
  freshMilliseconds?: number;
  now?: () => number;
};

/**
 * Whether it helps to announce an order again. That mends a lost message. But while messages wait in the queue of whoever owes the
 * answer, or answers in our own queue, nothing needs to be lost: another copy would only wait with them, and so would everything
 * that others send because of it. So a participant that is away or behind gets no repeats until it has caught up.
 */
export function createBacklog(options: BacklogOptions) {
  const { countMessages, log, waitingMax = 100, freshMilliseconds = 1_000, now = () => performance.now() } = options;
  let waiting: Promise<Map<string, number>> = Promise.resolve(new Map());
  let countedAt = -Infinity;

  /** To be asked once for each announcement: a yes counts as a message in the queues of those who owe an answer. */
  async function mayRepeat(order: Order): Promise<boolean> {
    const debtors = waitingFor(order).map(({ service }) => service);
    // What we have not said ourselves yet is no repeat.
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

  /** Where nothing can be counted, orders are announced again rather than forgotten. */
  async function count(): Promise<Map<string, number>> {
    try {
      return new Map((await countMessages()).map((depth) => [depth.queue, depth.waiting]));
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason }, 'queues not counted, orders are announced as if they were empty');
      return new Map();
    }
  }

  return { mayRepeat };
}
