import { queryOptions } from '@tanstack/react-query';
import { fetchInTime } from '../../app/fetch-in-time.ts';

/** What differs between deployments; the build is the same for all. */
type Configuration = { stripePublishableKey: string | null };

export const configurationQuery = () =>
  queryOptions({
    queryKey: ['configuration'],
    queryFn: async ({ signal }): Promise<Configuration> => {
      const response = await fetchInTime(new Request('/config.json', { signal }));
      if (!response.ok) throw new Error(`/config.json: ${response.status}`);
      const { stripePublishableKey = null } = (await response.json()) as Partial<Configuration>;
      return { stripePublishableKey };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
