import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { unchangedMilliseconds } from '../../app/back-off.ts';
import type { Told } from '../../saga/lanes.ts';
import { type Pace, pauseMilliseconds } from './pause.ts';

type Order = Schemas['Order'];

/** An order and its events, kept fresh for as long as changes are likely. Most answers say that nothing has changed. */
export function useOrder(orderId: string) {
  const params = { path: { orderId } };
  const queries = useQueryClient();
  // When one of the two changes, the other may follow.
  const pause = (query: object) => {
    const order = queries.getQueryData<Order>(['order', orderId]);
    const events = queries.getQueryData<readonly Told[]>(['order', orderId, 'timeline']);
    return pauseMilliseconds(
      order ? paceOf(order) : 'moving',
      unchangedMilliseconds([order ?? query, ...(events ? [events] : [])]),
    );
  };
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

function paceOf({ settled, status }: Order): Pace {
  if (!settled) return 'moving';
  return status === 'CONFIRMED' || status === 'SHIPPED' ? 'resting' : 'over';
}
