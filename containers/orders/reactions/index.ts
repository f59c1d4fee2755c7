import type { ReactionsOf } from '#shared/saga/reaction.ts';
import { judgeOrder, type OrdersReactionDeps } from './judge-order.ts';

/** `orders` meets every fact in the same way: it takes it in, and decides again. */
export const reactions = {
  confirmOrder: judgeOrder,
  cancelOrder: judgeOrder,
  settleOrder: judgeOrder,
} satisfies ReactionsOf<'orders', OrdersReactionDeps>;
