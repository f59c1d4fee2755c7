import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import type { Asked } from '../../app/back-off.ts';
import type { Told } from '../../saga/lanes.ts';
import { pauseOf } from './pause.ts';

type Order = Schemas['Order'];

/** An order and its events, kept fresh for as long as changes are likely. Most answers say that nothing has changed. */
export function useOrder(orderId: string) {
  const params = { path: { orderId } };
  const queries = useQueryClient();
  const pause = (query: Asked) =>
    pauseOf(query, {
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
