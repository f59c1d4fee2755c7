import { z } from 'zod';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { productDetails, productPatch } from './domain.ts';

const productId = uuid.meta({ description: 'The product’s id' });
const productView = z.object({ productId, ...productDetails.shape }).meta({ id: 'Product' });
const params = z.object({ productId });

export const list = route({
  method: 'get',
  path: '/v1/catalog/products',
  operationId: 'listProducts',
  summary: 'The products for sale, by name',
  access: 'anyone',
  request: {
    query: pageQuery.extend({ category: productDetails.shape.category.optional() }),
  },
  responses: { 200: json(pageOf(productView), 'A page of products') },
});

export const get = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}',
  operationId: 'getProduct',
  summary: 'A product for sale',
  access: 'anyone',
  request: { params },
  responses: { 200: json(productView, 'The product') },
});

export const categories = route({
  method: 'get',
  path: '/v1/catalog/categories',
  operationId: 'listCategories',
  summary: 'The categories that have products for sale, and how many',
  access: 'anyone',
  responses: {
    200: json(z.object({ items: z.array(z.object({ category: z.string(), products: z.int() })) }), 'The categories by name'),
  },
});

export const add = route({
  method: 'post',
  path: '/v1/catalog/products',
  operationId: 'addProduct',
  summary: 'Offers a new product',
  access: 'admin',
  request: { body: json(productDetails, 'The product, without an id') },
  responses: { 201: json(productView, 'The product, at the address that `Location` names') },
});

export const change = route({
  method: 'patch',
  path: '/v1/catalog/products/{productId}',
  operationId: 'changeProduct',
  summary: 'Changes a product',
  access: 'admin',
  request: {
    params,
    body: {
      description: 'A merge patch (RFC 7396)',
      required: true,
      content: { 'application/merge-patch+json': { schema: productPatch }, 'application/json': { schema: productPatch } },
    },
  },
  responses: { 200: json(productView, 'The product as it is now') },
});

export const remove = route({
  method: 'delete',
  path: '/v1/catalog/products/{productId}',
  operationId: 'removeProduct',
  summary: 'Takes a product out of the catalog; doing so again changes nothing',
  access: 'admin',
  request: { params },
  responses: { 204: { description: 'It is no longer for sale' } },
});
