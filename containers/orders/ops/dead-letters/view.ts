import { z } from '@hono/zod-openapi';
import { type DeadLetter, type DeadLetterAction, deadLetterStates, parkers } from '#shared/dead-letters/dead-letter.ts';

const instant = z.iso.datetime();

/** A dead letter as operators see it in a list. */
export const deadLetterView = z
  .object({
    deadLetterId: z.uuid(),
    queue: z.string().meta({ description: 'The consumer it was meant for' }),
    state: z.enum(deadLetterStates),
    reason: z.string(),
    parkedBy: z.enum(parkers),
    type: z.string().optional(),
    orderId: z.uuid().optional(),
    eventId: z.uuid().optional(),
    trace: z.string().optional(),
    sentAt: instant.meta({ description: 'When it was first sent' }),
    recordedAt: instant,
    ageSeconds: z.int().meta({ description: 'Since `sentAt`' }),
    receives: z.int().meta({ description: 'How often its consumer had received it' }),
    redrives: z.int().meta({ description: 'How often it had been redriven before it was parked this time' }),
    previousId: z.uuid().optional().meta({ description: 'The dead letter it was before the last redrive' }),
    copies: z.int().meta({
      description:
        'How many more messages with the same event were parked while it was open. They are counted instead of stored, because one redrive covers all of them',
    }),
    lastCopyAt: instant.optional().meta({ description: 'When the last of them was recorded' }),
    bytes: z.int(),
  })
  .meta({ id: 'DeadLetter' });

const action = z.object({ action: z.enum(['redrive', 'drop', 'reveal']), reason: z.string(), operatorId: z.uuid(), at: instant });

/** A single dead letter, with its content and history. */
export const deadLetterDossier = deadLetterView
  .extend({
    body: z.string().meta({ description: 'As received, or as JSON in which `[hidden: ...]` replaces what may be personal data' }),
    attributes: z.record(z.string(), z.string()),
    personalDataShown: z.boolean(),
    actions: z.array(action),
  })
  .meta({ id: 'DeadLetterDossier' });

const redriveOutcomes = ['redriven', 'would be redriven', 'failed'] as const;

/** The outcome of redriving a dead letter. */
export const redriven = z
  .object({
    ...deadLetterView.pick({ deadLetterId: true, queue: true, type: true, orderId: true, reason: true }).shape,
    outcome: z.enum(redriveOutcomes),
    detail: z.string().optional(),
  })
  .meta({ id: 'Redriven' });

export function viewOf(
  { position: _, queueState: __, chunks: ___, copies = 0, ...letter }: DeadLetter,
  now: Date,
): z.infer<typeof deadLetterView> {
  const ageSeconds = Math.max(0, Math.round((now.getTime() - Date.parse(letter.sentAt)) / 1000));
  return { ...letter, copies, ageSeconds };
}

/**
 * What counts as a change of dead letters that are shown: everything but their age, which follows from the clock, and the order of their
 * members, because DynamoDB returns attributes in any order.
 */
export const timelessOf = (letters: readonly DeadLetterView[]) =>
  letters.map(({ ageSeconds: _, ...letter }) => Object.fromEntries(Object.entries(letter).sort()));

export type DeadLetterView = z.infer<typeof deadLetterView>;
export type DeadLetterDossier = z.infer<typeof deadLetterDossier> & { actions: DeadLetterAction[] };
export type Redriven = z.infer<typeof redriven>;
