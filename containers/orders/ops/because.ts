import { z } from '@hono/zod-openapi';
import { isPlainText } from '#shared/http/plain-text.ts';

/** Why an operator does something: it is noted with what they did. */
export const because = z
  .strictObject({ reason: z.string().trim().min(1).max(500).refine(isPlainText, 'No control characters') })
  .meta({ id: 'Because', example: { reason: 'the carrier has been called' } });
