import { z } from '@hono/zod-openapi';

/**
 * A UUID in a request, lower-cased as we store it. PostgreSQL finds a row by either case, DynamoDB only by the exact one: an
 * event about an upper-case id would be about another order.
 */
export const uuid = z.uuid().toLowerCase();
