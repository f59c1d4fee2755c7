import { queryOptions } from '@tanstack/react-query';
import { fetchInTime } from './fetch-in-time.ts';

/** What differs between deployments; the build is the same for all. */
type Configuration = {
  stripePublishableKey: string | null;
  /** Where an order's traces are, with `{orderId}` in it. */
  traceUrl: string | null;
};

export const configurationQuery = () =>
  queryOptions({
    queryKey: ['configuration'],
    queryFn: async ({ signal }): Promise<Configuration> => {
      const response = await fetchInTime(new Request('/config.json', { signal }));
      if (!response.ok) throw new Error(`/config.json: ${response.status}`);
      const { stripePublishableKey = null, traceUrl = null } = (await response.json()) as Partial<Configuration>;
      return { stripePublishableKey, traceUrl };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
