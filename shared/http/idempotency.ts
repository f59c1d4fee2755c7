import { z } from '@hono/zod-openapi';
import { ProblemError } from '#shared/errors/problem.ts';
import { jsonHash } from '#shared/text/json-hash.ts';

const key = z
  .string({ error: 'Idempotency-Key is required' })
  .regex(/^[\x21-\x7e]{1,255}$/, 'Idempotency-Key must be 1 to 255 printable ASCII characters');
const meta = {
  description:
    'Identifies this request and never expires: the same body gets the first response again, and a different body is refused',
  example: '4b7d6b9e-checkout-1',
};

/** The header of requests that are safe to repeat: a key identifies one request of one caller, and never expires. */
export const idempotencyHeader = z.object({ 'idempotency-key': key.meta(meta) });

/** The same, where a request without a key is a new one each time. Needs its own description where a key means something else. */
export const optionalIdempotencyHeader = (description = meta.description) =>
  z.object({ 'idempotency-key': key.optional().meta({ ...meta, description }) });

/** The refusal of a key that the caller already used for something else. */
export const keyReused = () =>
  new ProblemError(422, 'idempotency-key-reused', { title: 'This Idempotency-Key was already used with a different body' });

/** Compares bodies that come with the same key. */
export const requestHash = (body: unknown): string => jsonHash(body);
