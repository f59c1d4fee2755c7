import { z } from '@hono/zod-openapi';
import { deadLetterStates } from '#shared/dead-letters/dead-letter.ts';
import { because } from '#shared/http/because.ts';
import { conditional, notModified, weakEtag } from '#shared/http/conditional.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { humanText } from '#shared/text/human-text.ts';
import { deadLetterDossier, deadLetterView, redriven } from './view.ts';

const tags = ['operations'];
const read = { access: 'operator', scope: 'ops:read', tags } as const;
const write = { access: 'operator', scope: 'ops:write', tags, method: 'post' } as const;
const params = z.object({ deadLetterId: uuid });

const word = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9:._-]{0,63}$/, 'must begin with a letter and contain only letters, digits and : . _ -');
const filter = {
  queue: word.optional().meta({ description: 'The consumer they were meant for, such as `billing`' }),
  type: word.optional().meta({ description: 'The type of the event, such as `OrderPlaced`' }),
  orderId: uuid.optional(),
  reason: humanText(100).optional().meta({
    description: 'Text contained in the reason, such as `not JSON`',
  }),
  from: instant.optional().meta({ description: 'Recorded at or after this time' }),
  before: instant.optional().meta({ description: 'Recorded before this time' }),
};

export const listDeadLetters = route({
  ...read,
  method: 'get',
  path: '/v1/ops/dead-letters',
  operationId: 'listDeadLetters',
  summary: 'Find dead letters of all queues, newest first',
  description:
    'Messages that could not be processed, from the moment they were parked for as long as the table keeps them. A page may have fewer items than requested, or none, although there are more: continue with `nextCursor`. For `If-None-Match`, a page whose letters have only grown older has not changed.',
  ...conditional,
  request: {
    query: z.strictObject({
      ...pageQuery.shape,
      ...filter,
      state: z.enum(deadLetterStates).optional().meta({ description: 'By default the open ones; for a single order, all' }),
    }),
  },
  responses: { 200: { ...json(pageOf(deadLetterView), 'A page of dead letters'), ...weakEtag }, ...notModified },
});

export const getDeadLetter = route({
  ...read,
  method: 'get',
  path: '/v1/ops/dead-letters/{deadLetterId}',
  operationId: 'getDeadLetter',
  summary: 'Read a dead letter and its body, with anything that may be personal data hidden',
  request: { params },
  responses: { 200: json(deadLetterDossier, 'The dead letter') },
});

export const reveal = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/reveal',
  operationId: 'revealDeadLetter',
  sentAgain: 'Repeating it shows the same, and records the access once more.',
  summary: 'Read a dead letter as it was received, including personal data; first records who asked, when and why',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(deadLetterDossier, 'The dead letter') },
});

const howToRedrive = z
  .strictObject({
    ...because.shape,
    dryRun: z.boolean().default(false).meta({ description: 'Only report what would be done' }),
    again: z.boolean().default(false).meta({ description: 'Even if it has already been redriven or dropped' }),
  })
  .meta({ id: 'HowToRedrive', example: { reason: 'the parser has been fixed', dryRun: true } });

export const redriveOne = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/redrive',
  operationId: 'redriveDeadLetter',
  sentAgain: 'Repeating it is refused because the message has already been redriven, unless `again` is set.',
  refuses: ['dead-letter-closed', 'queue-gone'],
  summary: 'Send a dead letter to its queue again, with the same body and attributes; safe at any age',
  request: { params, body: json(howToRedrive, 'Why') },
  responses: { 200: json(redriven, 'The outcome') },
});

export const drop = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/drop',
  operationId: 'dropDeadLetter',
  sentAgain: 'Repeating it is refused because the message has already been dropped.',
  refuses: ['dead-letter-closed'],
  summary: 'Drop a dead letter; it is kept, and can be redriven later',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(deadLetterView, 'The dead letter afterwards') },
});

const whichToRedrive = z
  .strictObject({
    ...because.shape,
    filter: z.strictObject(filter).meta({ description: 'Which open dead letters; all of them if empty' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only report what would be done' }),
    limit: z.int().min(1).max(100).default(50).meta({ description: 'The maximum number' }),
    cursor: pageQuery.shape.cursor,
  })
  .meta({ id: 'WhichToRedrive', example: { reason: 'billing is back', filter: { queue: 'billing' }, dryRun: true } });

export const redriveMany = route({
  ...write,
  path: '/v1/ops/dead-letters/redrive',
  operationId: 'redriveDeadLetters',
  sentAgain: 'Repeating it redrives what is still open.',
  summary: 'Redrive open dead letters that match a filter, one page at a time, newest first',
  description:
    'Each is sent, then recorded as redriven; a failure does not hold up the others, and leaves its letter open. Continue with `nextCursor`: it skips those that have been parked again in the meantime.',
  request: { body: json(whichToRedrive, 'Which, and why') },
  responses: { 200: json(pageOf(redriven), 'The outcome of each') },
});
