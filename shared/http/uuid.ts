import { z } from '@hono/zod-openapi';

/**
 * A UUID in a request, in the one spelling that we store. PostgreSQL finds a row by either case, DynamoDB by one only: an event
 * about an id in capitals would be an event about another order.
 */
export const uuid = z.uuid().toLowerCase();
