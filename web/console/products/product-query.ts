import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { lastRows } from '../parts/last-rows.ts';
import { live } from '../parts/live.ts';
import { paramsOf } from '../parts/search-params.ts';

/** The page of products that the URL asks for, bypassing all caches: admins need the current state. */
export const productsQuery = (search: URLSearchParams) => {
  const query = paramsOf(search, ['name', 'category', 'cursor']);
  return queryOptions({
    queryKey: ['console', 'products', query],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/catalog/products', { params: { query }, signal, cache: 'no-store' })),
    placeholderData: lastRows,
  });
};

/** A product, and the entity tag of this version, by which a change says which version it is based on. */
export const taggedProductQuery = (productId: string) =>
  queryOptions({
    queryKey: ['console', 'product', productId],
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/v1/catalog/products/{productId}', {
        params: { path: { productId } },
        signal,
        cache: 'no-store',
      });
      if (!answer.data) throw new RefusedError(answer.error, answer.response);
      return { product: answer.data, etag: strongTagOf(answer.response) };
    },
    // The answer to a change is newer than what a cache may still return.
    staleTime: 30_000,
  });

/** Who archived a product that is no longer for sale, when and why. */
export const archivalQuery = (productId: string) =>
  queryOptions({
    queryKey: ['console', 'archival', productId],
    queryFn: ({ signal }) =>
      orThrow(api.GET('/v1/catalog/products/{productId}/archival', { params: { path: { productId } }, signal })),
  });

/** A cache that compresses turns a tag into a weak one, but the API compares strong ones only. */
export const strongTagOf = ({ headers }: Response): string => headers.get('etag')?.replace(/^W\//, '') ?? '*';

export const stockQuery = (productId: string) =>
  queryOptions({
    queryKey: ['console', 'stock', productId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/inventory/{productId}', { params: { path: { productId } }, signal })),
    refetchInterval: live,
  });

/** Its stock adjustments, latest first. */
export const adjustmentsQuery = (productId: string) =>
  infiniteQueryOptions({
    queryKey: ['console', 'stock', productId, 'adjustments'],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { productId }, query: { limit: 20, ...(pageParam && { cursor: pageParam }) } };
      return orThrow(api.GET('/v1/inventory/{productId}/adjustments', { params, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // It would request every shown page again.
    refetchOnWindowFocus: false,
  });
