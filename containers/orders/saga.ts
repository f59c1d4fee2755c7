import type { SagaPart } from '#shared/saga/participant.ts';
import { noteAnnounced, type Order, steps, toEvent } from './domain.ts';
import type { OrderStore } from './store.ts';

/**
 * What `orders` brings to the loop. Unlike the participants it never answers a fact: it speaks only when its decision changes,
 * and then by its announcer, or one lost participant would double the traffic at every hop.
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
