import { z } from '@hono/zod-openapi';
import { deadLetterStates } from '#shared/dead-letters/dead-letter.ts';
import { because } from '#shared/http/because.ts';
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

const word = z.string().regex(/^[A-Za-z][A-Za-z0-9:._-]{0,63}$/, 'letters, digits, and : . _ - between them');
const filter = {
  queue: word.optional().meta({ description: 'The consumer that they were meant for, such as `billing`' }),
  type: word.optional().meta({ description: 'The type of the event, such as `OrderPlaced`' }),
  orderId: uuid.optional(),
  reason: humanText(100).optional().meta({
    description: 'What the reason has in it, such as `not JSON`',
  }),
  from: instant.optional().meta({ description: 'Recorded then or later' }),
  before: instant.optional().meta({ description: 'Recorded earlier than that' }),
};

export const listDeadLetters = route({
  ...read,
  method: 'get',
  path: '/v1/ops/dead-letters',
  operationId: 'listDeadLetters',
  summary: 'Find dead letters of every queue, newest first',
  description:
    'Messages that could not be processed, from the moment they were parked and for as long as the table keeps them. A page may have fewer items than asked for, or none, while there are more: go on with `nextCursor`.',
  request: {
    query: z.strictObject({
      ...pageQuery.shape,
      ...filter,
      state: z.enum(deadLetterStates).optional().meta({ description: 'Those that are open unless told, and of one order all' }),
    }),
  },
  responses: { 200: json(pageOf(deadLetterView), 'A page of dead letters') },
});

export const getDeadLetter = route({
  ...read,
  method: 'get',
  path: '/v1/ops/dead-letters/{deadLetterId}',
  operationId: 'getDeadLetter',
  summary: 'Read a dead letter and its body, without what may be personal in it',
  request: { params },
  responses: { 200: json(deadLetterDossier, 'The dead letter') },
});

export const reveal = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/reveal',
  operationId: 'revealDeadLetter',
  sentAgain: 'Sent again, it shows the same, and the asking is noted once more.',
  summary: 'Read a dead letter as it was received, personal data included; who asked, when and why is noted first',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(deadLetterDossier, 'The dead letter') },
});

const howToRedrive = z
  .strictObject({
    ...because.shape,
    dryRun: z.boolean().default(false).meta({ description: 'Only say what would be done' }),
    again: z.boolean().default(false).meta({ description: 'Even if it has been redriven or dropped before' }),
  })
  .meta({ id: 'HowToRedrive', example: { reason: 'the parser has been mended', dryRun: true } });

export const redriveOne = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/redrive',
  operationId: 'redriveDeadLetter',
  sentAgain: 'Sent again, it says that the message has been redriven already, unless it is asked to do so again.',
  refuses: ['dead-letter-closed', 'queue-gone'],
  summary: 'Send a dead letter to its queue again, the same body and attributes; safe at any age',
  request: { params, body: json(howToRedrive, 'Why') },
  responses: { 200: json(redriven, 'What became of it') },
});

export const drop = route({
  ...write,
  path: '/v1/ops/dead-letters/{deadLetterId}/drop',
  operationId: 'dropDeadLetter',
  sentAgain: 'Sent again, it changes nothing.',
  refuses: ['dead-letter-closed'],
  summary: 'Give a dead letter up; it is kept, and can be redriven later',
  request: { params, body: json(because, 'Why') },
  responses: { 200: json(deadLetterView, 'The dead letter afterwards') },
});

const whichToRedrive = z
  .strictObject({
    ...because.shape,
    filter: z.strictObject(filter).meta({ description: 'Which of the open ones; all of them if it is empty' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only say what would be done' }),
    limit: z.int().min(1).max(100).default(50).meta({ description: 'How many at most' }),
    cursor: pageQuery.shape.cursor,
  })
  .meta({ id: 'WhichToRedrive', example: { reason: 'billing is back', filter: { queue: 'billing' }, dryRun: true } });

export const redriveMany = route({
  ...write,
  path: '/v1/ops/dead-letters/redrive',
  operationId: 'redriveDeadLetters',
  sentAgain: 'Sent again, it redrives what is still open.',
  summary: 'Redrive open dead letters that a filter finds, a page at a time, newest first',
  description:
    'Each is sent, then noted as redriven; one that fails holds up no other and stays open. Go on with `nextCursor`: it leads past those that are parked again meanwhile.',
  request: { body: json(whichToRedrive, 'Which, and why') },
  responses: { 200: json(pageOf(redriven), 'What became of each') },
});
