import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { DeadLetter, DeadLetterAction } from '#shared/dead-letters/dead-letter.ts';
import { conflict, notFound } from '#shared/errors/problem.ts';
import { sendIfChanged } from '#shared/http/conditional.ts';
import { fromCursor, toCursor } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { QueueGoneError } from '#shared/messaging/redrive.ts';
import type { DeadLetterFilter } from './lookup.ts';
import { type RedriveDeps, redriveAll, redriveLetter, refuseClosed } from './redrive.ts';
import * as routes from './routes.ts';
import { shownAttributes, shownBody } from './shown.ts';
import { timelessOf, viewOf } from './view.ts';

/** The operators' API for dead letters. */
export function mountDeadLetters(app: OpenAPIHono<ServiceEnv>, deps: RedriveDeps): void {
  const { deadLetters } = deps;
  const { letterIn, dossier, noteOf } = createReading(deps);

  app.openapi(routes.listDeadLetters, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const { letters, next } = await deadLetters.list(filterOf(query), { before: positionIn(cursor), limit });
    const now = new Date();
    const page = { items: letters.map((letter) => viewOf(letter, now)), ...nextOf(next) };
    return sendIfChanged(c, page, { ...page, items: timelessOf(page.items) });
  });

  app.openapi(routes.redriveMany, async (c) => {
    const { filter, limit, cursor, ...how } = c.req.valid('json');
    const { letters, next } = await deadLetters.list(filterOf({ ...filter, state: 'open' }), {
      before: positionIn(cursor),
      limit,
    });
    const items = await redriveAll(letters, { ...how, operatorId: actorOf(c).userId }, deps);
    return c.json({ items, ...nextOf(next) }, 200);
  });

  app.openapi(routes.getDeadLetter, async (c) => c.json(await dossier(await letterIn(c.req.valid('param'))), 200));

  app.openapi(routes.reveal, async (c) => {
    const letter = await letterIn(c.req.valid('param'));
    await deadLetters.note(letter, noteOf(c, 'reveal', c.req.valid('json')));
    return c.json(await dossier(letter, { isWhole: true }), 200);
  });

  app.openapi(routes.redriveOne, async (c) => {
    const { again, ...how } = c.req.valid('json');
    const letter = await letterIn(c.req.valid('param'));
    if (!again) refuseClosed(letter);
    const redriven = await redriveLetter(letter, { ...how, operatorId: actorOf(c).userId }, deps).catch(whenGone);
    return c.json(redriven, 200);
  });

  app.openapi(routes.drop, async (c) => {
    const letter = await letterIn(c.req.valid('param'));
    refuseClosed(letter);
    const action = noteOf(c, 'drop', c.req.valid('json'));
    if (!(await deadLetters.close(letter, 'dropped', action))) refuseClosed(await letterIn(letter));
    return c.json(viewOf({ ...letter, state: 'dropped' }, new Date()), 200);
  });
}

function createReading({ deadLetters, log }: RedriveDeps) {
  async function letterIn({ deadLetterId }: { deadLetterId: string }): Promise<DeadLetter> {
    const letter = await deadLetters.find(deadLetterId);
    if (!letter) throw notFound('No such dead letter');
    return letter;
  }

  async function dossier(letter: DeadLetter, { isWhole = false } = {}) {
    const [content, actions] = await Promise.all([deadLetters.contentOf(letter), deadLetters.actionsOf(letter.deadLetterId)]);
    const body = isWhole ? content.body : shownBody(content.body);
    const attributes = shownAttributes(content.attributes, { isWhole });
    return { ...viewOf(letter, new Date()), body, attributes, personalDataShown: isWhole, actions };
  }

  /** Logs an action and returns its record. */
  function noteOf(c: Context<ServiceEnv>, action: DeadLetterAction['action'], { reason }: { reason: string }): DeadLetterAction {
    const { userId } = actorOf(c);
    log.info({ action, deadLetterId: c.req.param('deadLetterId'), userId }, 'operator acted');
    return { action, reason, operatorId: userId, at: new Date().toISOString() };
  }

  return { letterIn, dossier, noteOf };
}

type Query = Omit<DeadLetterFilter, 'recordedFrom' | 'recordedBefore'> & {
  from?: string | undefined;
  before?: string | undefined;
};

function filterOf({ from, before, ...rest }: Query): DeadLetterFilter {
  return { ...rest, ...(from && { recordedFrom: new Date(from) }), ...(before && { recordedBefore: new Date(before) }) };
}

const position = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f-]{36}$/);
const positionIn = (cursor: string | undefined) => (cursor === undefined ? undefined : fromCursor(cursor, position));
const nextOf = (next: string | undefined) => (next === undefined ? {} : { nextCursor: toCursor(next) });

function whenGone(error: unknown): never {
  if (error instanceof QueueGoneError) throw conflict('queue-gone', error.message);
  throw error;
}
