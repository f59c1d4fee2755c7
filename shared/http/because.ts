import { z } from '@hono/zod-openapi';
import { humanText } from '#shared/text/human-text.ts';

/** Why an operator does something; recorded together with the action. */
export const because = z
  .strictObject({ reason: humanText(500) })
  .meta({ id: 'Because', example: { reason: 'the carrier has been called' } });
