import type { SagaPart } from '#shared/saga/participant.ts';
import { noteAnnounced, type Order, steps, toEvent } from './domain.ts';
import type { OrderStore } from './store.ts';

/**
 * `orders`' part in the saga loop. Unlike the participants it does not publish in answer to every event, only when its decision
 * changes; repeats come from its announcer. Otherwise one missing participant would double the traffic at every hop.
 */
export const ordersSaga = (orders: OrderStore, { onSaved }: Pick<SagaPart<'orders', Order>, 'onSaved'> = {}) =>
  ({
    service: 'orders',
    steps,
    store: orders,
    toEvent,
    speaks: (before, after) => before.event !== after.event,
    published: noteAnnounced,
    ...(onSaved ? { onSaved } : {}),
  }) satisfies SagaPart<'orders', Order>;
