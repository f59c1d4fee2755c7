import { z } from '@hono/zod-openapi';

/** A point in time in a query: RFC 3339 in UTC, from 1970 on, which all our databases can store. */
export const instant = z.iso
  .datetime()
  .max(40)
  .refine((text) => Date.parse(text) >= 0, 'must not be before 1970')
  .meta({ example: '2026-11-27T12:00:00Z' });
