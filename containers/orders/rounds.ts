import type { Log } from '#shared/logging/logger.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { createRounds, type Rounds } from '#shared/timing/rounds.ts';
import type { Backlog } from './backlog.ts';
import { expireOrder } from './commands/expire-order.ts';
import type { Order } from './domain.ts';
import type { OrderStore } from './store.ts';

type Deps = { orders: OrderStore; participant: Participant<Order>; backlog: Backlog; log: Log };

/** The periodic jobs of `orders`. Cancelling expired orders is a separate job, so that it never waits behind repeats. */
export const createOrderRounds = ({ orders, participant, backlog, log }: Deps): Rounds[] => [
  createRounds({
    name: 'announcing',
    take: async (limit) => {
      await backlog.release(orders.bringForward);
      return orders.claimDue(limit);
    },
    each: async (due) => (await backlog.mayRepeat(due)) && participant.announce(due.event),
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
