import { z } from 'zod';
import { ProblemError } from '#shared/errors/problem.ts';
import { etagOf, tagsIn } from '#shared/http/conditional.ts';
import type { Product } from './domain.ts';
import { viewOf } from './view.ts';

/** The header for conditional changes: `*` or a list of entity tags. */
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .regex(/^(\*|[\t ,]*((W\/)?"[!#-~\x80-\xff]*"[\t ]*(,[\t ,]*|$))+)$/, 'must be * or a list of entity tags')
    .optional()
    .meta({ description: 'Refused with 412 unless one of these is the product’s `ETag`', example: '*' }),
});

/**
 * Passes without a condition, with `*`, or if a tag matches the product's current state. Weak tags never match, because If-Match
 * compares strongly (RFC 9110, 13.1.1).
 * @throws ProblemError 412 if the product is in another state
 */
export function requireMatch(product: Product, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '*') return;
  if (tagsIn(ifMatch).includes(etagOf(viewOf(product)))) return;
  throw new ProblemError(412, 'precondition-failed', {
    title: 'The product has changed since the version in If-Match; read it again',
  });
}
