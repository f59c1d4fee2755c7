import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import type { Told } from '../../saga/lanes.ts';
import { type Pace, pauseMilliseconds } from './pause.ts';

type Order = Schemas['Order'];

/** An order and its events, kept fresh for as long as changes are likely. Most answers say that nothing has changed. */
export function useOrder(orderId: string) {
  const params = { path: { orderId } };
  const queries = useQueryClient();
  const pause = () =>
    pauseFor(orderId, {
      order: queries.getQueryData<Order>(['order', orderId]),
      events: queries.getQueryData<readonly Told[]>(['order', orderId, 'timeline']),
    });
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/orders/{orderId}', { params, signal })),
    refetchInterval: pause,
  });
  const timeline = useQuery({
    queryKey: ['order', orderId, 'timeline'],
    queryFn: async ({ signal }): Promise<readonly Told[]> => {
      const { events } = await orThrow(api.GET('/v1/orders/{orderId}/timeline', { params, signal }));
      return events;
    },
    refetchInterval: pause,
  });
  return { order, timeline };
}

type Seen = { order: Order | undefined; events: readonly Told[] | undefined; at: number };

const seen = new Map<string, Seen>();

/** An unchanged answer keeps its object, so a new object means a change. When one of the two changes, the other may follow. */
function pauseFor(orderId: string, { order, events }: Omit<Seen, 'at'>): number | false {
  const last = seen.get(orderId);
  const now = last && last.order === order && last.events === events ? last : { order, events, at: Date.now() };
  seen.set(orderId, now);
  return pauseMilliseconds(order ? paceOf(order) : 'moving', Date.now() - now.at);
}

function paceOf({ settled, status }: Order): Pace {
  if (!settled) return 'moving';
  return status === 'CONFIRMED' || status === 'SHIPPED' ? 'resting' : 'over';
}
