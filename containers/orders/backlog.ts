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
 * An order that is held back would wait until it is due again, up to 36 s after a short backlog has gone. `release` makes it due as soon
 * as there is room for it.
 */
export function createBacklog(options: BacklogOptions) {
  const { waitingMax = 100 } = options;
  const counted = countNowAndThen(options);
  const roomIn = (depths: Depths) => (queue: string) => (depths.get(queue) ?? 0) < waitingMax;
  const turns = new Set<string>();
  const held = new Map<string, Held>();

  /** Call this once per announcement: `true` counts as one more message in our queue and those of everyone who owes or receives one. */
  async function mayRepeat(due: Due): Promise<boolean> {
    const { orderId, order, event, attempts } = due;
    const debtors = waitingFor(order).map(({ service }) => service);
    // We have not published this event ourselves yet, so it is no repeat.
    if (debtors.includes('orders')) return true;
    const { waiting } = await counted();
    const hasRoom = roomIn(waiting);
    const concerned = [...new Set<Publisher>(['orders', ...debtors, ...receiversOf(event.type)])];
    const isTurn = isPowerOfTwo(attempts) || turns.has(orderId);
    const someMayAnswer: Fits = (hasRoom) => hasRoom('orders') && debtors.some(hasRoom);
    const allHaveRoom: Fits = (hasRoom) => concerned.every(hasRoom);
    if (!someMayAnswer(hasRoom)) {
      if (isTurn) keep(turns.add(orderId));
      keep(held.set(orderId, { due, concerned, fits: someMayAnswer }));
      return false;
    }
    if (!isTurn && !allHaveRoom(hasRoom)) {
      keep(held.set(orderId, { due, concerned, fits: allHaveRoom }));
      return false;
    }
    turns.delete(orderId);
    held.delete(orderId);
    addOne(waiting, concerned);
    return true;
  }

  /** Brings forward as many of the orders held back as there is room for, each once. If nothing could be counted, none is. */
  async function release(bringForward: (held: readonly Due[]) => Promise<void>): Promise<void> {
    if (held.size === 0) return;
    const { promised } = await counted();
    const ripe = promised ? takeRipe(held.values(), promised, roomIn(promised)) : [];
    await bringForward(ripe);
    for (const { orderId } of ripe) held.delete(orderId);
  }

  return { mayRepeat, release };
}

/** Whether an order may be announced, given which queues have room. */
type Fits = (hasRoom: (queue: string) => boolean) => boolean;

/** An order that is held back until it fits, and everyone who would get a message. */
type Held = { due: Due; concerned: readonly Publisher[]; fits: Fits };

/** The orders that fit in together, oldest first; counts their messages. */
function takeRipe(held: Iterable<Held>, depths: Depths, hasRoom: (queue: string) => boolean): Due[] {
  return [...held].flatMap(({ due, concerned, fits }) => {
    if (!fits(hasRoom)) return [];
    addOne(depths, concerned);
    return [due];
  });
}

/** Messages by queue. */
type Depths = Map<string, number>;

/** The messages that wait or will soon; `promised` includes those of released orders, and is missing where counting has failed. */
type Count = { waiting: Depths; promised?: Depths };

/** Counts the waiting messages of each queue, at most once in `freshMilliseconds`. */
function countNowAndThen({ countMessages, log, freshMilliseconds = 1_000, now = () => performance.now() }: BacklogOptions) {
  let last: Promise<Count> | undefined;
  let countedAt = -Infinity;

  /** If counting fails, the queues count as empty: a needless repeat is harmless, a missing one would leave orders stuck. */
  async function count(): Promise<Count> {
    try {
      const depths = (await countMessages()).map(({ queue, waiting }) => [queue, waiting] as const);
      return { waiting: new Map(depths), promised: new Map(depths) };
    } catch (error) {
      log.warn({ reason: outcomeOf(error).reason }, 'could not count queues; announcing as if they were empty');
      return { waiting: new Map() };
    }
  }

  return () => {
    if (last && now() - countedAt < freshMilliseconds) return last;
    countedAt = now();
    last = count();
    return last;
  };
}

function addOne(depths: Depths, queues: readonly string[]): void {
  for (const queue of queues) depths.set(queue, (depths.get(queue) ?? 0) + 1);
}

const keptMax = 10_000;

/** Forgets the oldest of very many: those wait until they are due again. */
function keep(orders: Set<string> | Map<string, unknown>): void {
  const [oldest] = orders.keys();
  if (orders.size > keptMax && oldest !== undefined) orders.delete(oldest);
}

/** What decides about a repeat. */
type Due = Pick<DueOrder, 'orderId' | 'version' | 'order' | 'attempts'> & { event: Pick<DueOrder['event'], 'type'> };

/** The participants that an event of ours is meant for. */
const receiversOf = (type: EventType): Publisher[] =>
  rows.flatMap(([, { by, on }]) => (triggerTypes(on).includes(type) ? [by] : []));

const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));
