import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import type { Told } from '../../saga/lanes.ts';
import { type Pace, pauseMilliseconds } from './pause.ts';

type Order = Schemas['Order'];

/** An order and its events, kept fresh as long as that is worth something. Mostly the answer is that nothing has changed. */
export function useOrder(orderId: string) {
  const params = { path: { orderId } };
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/orders/{orderId}', { params, signal })),
    refetchInterval: (query) => pauseFor(query, query.state.data),
  });
  const timeline = useQuery({
    queryKey: ['order', orderId, 'timeline'],
    queryFn: async ({ signal }): Promise<readonly Told[]> => {
      const { events } = await orThrow(api.GET('/v1/orders/{orderId}/timeline', { params, signal }));
      return events;
    },
    refetchInterval: (query) => pauseFor(query, order.data),
  });
  return { order, timeline };
}

const changes = new WeakMap<object, { data: unknown; at: number }>();

/** Answers that say the same keep their object, so another object is a change. */
function pauseFor(query: { state: { data: unknown } }, order: Order | undefined): number | false {
  const { data } = query.state;
  const last = changes.get(query);
  const change = last && last.data === data ? last : { data, at: Date.now() };
  changes.set(query, change);
  return pauseMilliseconds(order ? paceOf(order) : 'moving', Date.now() - change.at);
}

function paceOf({ settled, status }: Order): Pace {
  if (!settled) return 'moving';
  return status === 'CONFIRMED' || status === 'SHIPPED' ? 'resting' : 'over';
}
