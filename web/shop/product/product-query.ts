import { queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';

export const productQuery = (productId: string) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/catalog/products/{productId}', { params: { path: { productId } }, signal })),
    staleTime: 30_000,
  });

export const stockQuery = (productId: string) =>
  queryOptions({
    queryKey: ['stock', productId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/inventory/{productId}', { params: { path: { productId } }, signal })),
  });
