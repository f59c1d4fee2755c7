import { z } from '@hono/zod-openapi';
import { humanText } from '#shared/text/human-text.ts';

const why = { reason: humanText(500) };
const example = { reason: 'the carrier has been called' };

/** Why an operator does something; recorded together with the action. */
export const because = z.strictObject(why).meta({ id: 'Because', example });

/** The same for what older clients do without saying why. */
export const becauseIfSaid = z.strictObject(why).partial().meta({ id: 'BecauseIfSaid', example });
