import { queryOptions } from '@tanstack/react-query';
import { RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';

/** @param cache `reload` for an answer past the browser's cache */
export const productQuery = (productId: string, cache: RequestCache = 'default') =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) =>
      orThrow(api.GET('/v1/catalog/products/{productId}', { params: { path: { productId } }, signal, cache })),
    staleTime: 30_000,
  });

/** Whether a product does not exist or is no longer for sale. The query may still hold it from when it was. */
export const isGone = (error: Error | null | undefined): boolean => error instanceof RefusedError && error.status === 404;

export const stockQuery = (productId: string) =>
  queryOptions({
    queryKey: ['stock', productId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/inventory/{productId}', { params: { path: { productId } }, signal })),
  });
