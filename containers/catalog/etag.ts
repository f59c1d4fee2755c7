import { hash } from 'node:crypto';
import { z } from 'zod';
import { ProblemError } from '#shared/errors/problem.ts';
import type { Product } from './domain.ts';
import { viewOf } from './view.ts';

/**
 * The strong entity tag of a representation (RFC 9110, 8.8.3). It is made of the very JSON text that is sent, so two tags are
 * equal exactly when the bytes are, also when one of them was made by another version of this service.
 */
export const etagOf = (representation: object): string => `"${hash('sha256', JSON.stringify(representation), 'base64url')}"`;

/** Whether a caller has what this tag stands for, by If-None-Match (RFC 9110, 13.1.2): weak tags count, for a cache may have made them. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === '*' || tagsIn(ifNoneMatch).some((tag) => tag.replace('W/', '') === etag);
}

/** The header that makes a change depend on what the caller has seen: `*`, or a list of entity tags; anything else is malformed. */
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .regex(/^(\*|[\t ,]*((W\/)?"[!#-~\x80-\xff]*"[\t ]*(,[\t ,]*|$))+)$/, 'must be * or a list of entity tags')
    .optional()
    .meta({ description: 'Refuses with 412 unless one of these is the product’s `ETag`', example: '*' }),
});

/**
 * Lets a change pass that was asked for without a condition, for any state, or for the state that the product is in. As a
 * weak tag promises less than equality, it matches nothing here (RFC 9110, 13.1.1).
 * @throws ProblemError 412 for a product in another state
 */
export function requireMatch(product: Product, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '*') return;
  if (tagsIn(ifMatch).includes(etagOf(viewOf(product)))) return;
  throw new ProblemError(412, 'precondition-failed', { title: 'The product is not as If-Match says; read it again' });
}

const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
