import type { Log } from '#shared/logging/logger.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { createRounds, type Rounds } from '#shared/timing/rounds.ts';
import type { Backlog } from './backlog.ts';
import { expireOrder } from './commands/expire-order.ts';
import type { Order } from './domain.ts';
import type { OrderStore } from './store.ts';

type Deps = { orders: OrderStore; participant: Participant<Order>; backlog: Backlog; log: Log };

/** What `orders` does without being asked: it announces what is due, and cancels what has expired. No decision waits for a repeat. */
export const createOrderRounds = ({ orders, participant, backlog, log }: Deps): Rounds[] => [
  createRounds({
    name: 'announcing',
    take: orders.claimDue,
    each: async ({ order, event }) => (await backlog.mayRepeat(order)) && participant.announce(event),
    log,
  }),
  createRounds({
    name: 'expiring',
    take: orders.findExpired,
    each: (event) => expireOrder(event, participant),
    log,
    intervalMilliseconds: 1_000,
  }),
];
