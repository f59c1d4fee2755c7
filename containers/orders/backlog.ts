import type { Publisher } from '#events/define-events.ts';
import { triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { CountMessages } from '#shared/messaging/count-messages.ts';
import type { DueOrder } from './due-store.ts';
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
 * and so would the events that follow from it. So while everyone who owes an answer is down or behind, nothing is repeated.
 *
 * A repeat reaches all participants. While one that owes an answer keeps up and another one is down, the order is repeated ever less
 * often, the first, second, fourth, eighth time that it is due: the former still gets a lost message, and the queue of the latter grows
 * only with the logarithm of time. A turn that comes while no queue has room is kept until one does.
 *
 * An order that is held back would wait until it is due again, up to 36 s after a short backlog has gone. `released` names it earlier.
 */
export function createBacklog(options: BacklogOptions) {
  const { waitingMax = 100 } = options;
  const counted = countNowAndThen(options);
  const turns = new Set<string>();
  const heldBack = new Map<string, (hasRoom: (queue: string) => boolean) => boolean>();

  /** Call this once per announcement: `true` counts as one more message in the queues of those who owe an answer or receive it. */
  async function mayRepeat({ orderId, order, event, attempts }: Due): Promise<boolean> {
    const debtors = waitingFor(order).map(({ service }) => service);
    // We have not published this event ourselves yet, so it is no repeat.
    if (debtors.includes('orders')) return true;
    const depths = await counted();
    const hasRoom = (queue: string) => (depths.get(queue) ?? 0) < waitingMax;
    if (!hasRoom('orders') || !debtors.some(hasRoom)) {
      if (isPowerOfTwo(attempts)) keep(turns.add(orderId));
      keep(heldBack.set(orderId, (hasRoom) => debtors.some(hasRoom)));
      return false;
    }
    const concerned = new Set([...debtors, ...receiversOf(event.type)]);
    if (![...concerned].every(hasRoom) && !isPowerOfTwo(attempts) && !turns.has(orderId)) {
      keep(heldBack.set(orderId, (hasRoom) => [...concerned].every(hasRoom)));
      return false;
    }
    turns.delete(orderId);
    heldBack.delete(orderId);
    for (const queue of concerned) depths.set(queue, (depths.get(queue) ?? 0) + 1);
    return true;
  }

  /**
   * The orders held back so far for which there is room again, at most as many as fit into our own queue. Each is returned once.
   */
  async function released(): Promise<string[]> {
    if (heldBack.size === 0) return [];
    const depths = await counted();
    const room = (queue: string) => waitingMax - (depths.get(queue) ?? 0);
    const ripe = [...heldBack].flatMap(([orderId, isRipe]) => (isRipe((queue) => room(queue) > 0) ? [orderId] : []));
    const orderIds = ripe.slice(0, Math.max(0, room('orders')));
    for (const orderId of orderIds) heldBack.delete(orderId);
    return orderIds;
  }

  return { mayRepeat, released };
}

/** Counts the waiting messages of each queue, at most once in `freshMilliseconds`. */
function countNowAndThen({ countMessages, log, freshMilliseconds = 1_000, now = () => performance.now() }: BacklogOptions) {
  let waiting: Promise<Map<string, number>> = Promise.resolve(new Map());
  let countedAt = -Infinity;

  /** If counting fails, the queues count as empty: a needless repeat is harmless, a missing one would leave orders stuck. */
  async function count(): Promise<Map<string, number>> {
    try {
      return new Map((await countMessages()).map((depth) => [depth.queue, depth.waiting]));
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason }, 'could not count queues; announcing as if they were empty');
      return new Map();
    }
  }

  return () => {
    if (now() - countedAt >= freshMilliseconds) {
      countedAt = now();
      waiting = count();
    }
    return waiting;
  };
}

const keptMax = 10_000;

/** Forgets the oldest of very many: those wait until they are due again. */
function keep(orders: Set<string> | Map<string, unknown>): void {
  const [oldest] = orders.keys();
  if (orders.size > keptMax && oldest !== undefined) orders.delete(oldest);
}

/** What decides about a repeat. */
type Due = Pick<DueOrder, 'orderId' | 'order' | 'attempts'> & { event: Pick<DueOrder['event'], 'type'> };

/** The participants that an event of ours is meant for. */
const receiversOf = (type: EventType): Publisher[] =>
  rows.flatMap(([, { by, on }]) => (triggerTypes(on).includes(type) ? [by] : []));

const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));
