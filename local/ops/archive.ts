import type { OrderView } from '../../containers/orders/view.ts';
import { type Api, RefusedError as NotAnsweredError } from '../../functions/reconcile/api.ts';
import { type ArchiveFile, openArchive, type Saved } from './archive-file.ts';
import { createTally, type Sum, type Tally } from './archive-tally.ts';
import { archivedText } from './archive-texts.ts';
import { inWords, patiently, RefusedError } from './asking.ts';
import type { ArchiveCommand } from './options.ts';
import type { Dossier, OperatorOrder, OrderPage, Participants, Result, Run } from './types.ts';

/** How many orders are saved with one write, and then archived at once. */
const batchSize = 5;

export const archiveRuns: Record<ArchiveCommand, Run> = {
  async archive({ client, options: { before, to, apply, because } }): Promise<Result> {
    const api = patiently(client);
    const asked = { api, before: new Date(String(before)).toISOString(), path: String(to), reason: String(because) };
    const sum = await (apply ? archive(asked) : look(asked)).catch(inWords);
    const summary = { applied: apply === true, file: asked.path, ...sum };
    return { json: summary, text: archivedText(summary), isIncomplete: sum.refused.length > 0 };
  },
};

type Asked = { api: Api; before: string; path: string; reason: string };

/** What would be archived. Whether a dead letter is open is only found out when it is. */
async function look({ api, before }: Asked): Promise<Sum> {
  const tally = createTally();
  for await (const page of archivable(api, before)) page.forEach(tally.count);
  return tally.sum();
}

/**
 * Saves and archives one batch after the other. An order is archived only when all that will be removed is on the disk. An interruption
 * can only leave the last batch of the file half archived, so the next run begins by finishing it.
 */
async function archive({ api, before, path, reason }: Asked): Promise<Sum> {
  const tally = createTally();
  const file = openArchive(path);
  try {
    await Promise.all(file.latest(batchSize).map((order) => finish(api, order, reason))).catch((error) =>
      throwForeign(error, path),
    );
    for await (const page of archivable(api, before))
      for (let from = 0; from < page.length; from += batchSize)
        await archiveBatch(page.slice(from, from + batchSize), { api, file, reason, tally });
  } finally {
    file.close();
  }
  return tally.sum();
}

type Batch = { api: Api; file: ArchiveFile; reason: string; tally: Tally };

async function archiveBatch(orders: readonly OperatorOrder[], { api, file, reason, tally }: Batch): Promise<void> {
  const saved = await Promise.all(orders.map(({ orderId }) => everythingAbout(api, orderId)));
  file.append(saved.filter((order) => whyHeld(order) === undefined));
  const refusals = await Promise.all(saved.map(async (order) => whyHeld(order) ?? archiveOne(api, order, reason)));
  for (const [index, order] of orders.entries()) {
    const why = refusals[index];
    if (why === undefined) tally.count(order);
    else tally.keep(order.orderId, why);
  }
}

/** Why an order is not even saved: archiving it would be refused, or someone else has archived it since it was found. */
function whyHeld({ deadLetters, shipTo }: Pick<Dossier, 'deadLetters'> & Pick<OrderView, 'shipTo'>): string | undefined {
  if (!shipTo) return 'It has been archived in the meantime';
  return deadLetters.some(({ state }) => state === 'open') ? 'A dead letter of the order is open' : undefined;
}

/** Everything known about an order: the dossier with its participants, and what archiving removes: the address and the events. */
async function everythingAbout(api: Api, orderId: string) {
  const [dossier, { shipTo }, { events }, payment, shipment] = await Promise.all([
    api.ask<Dossier>('GET', `/v1/ops/orders/${orderId}`),
    api.ask<OrderView>('GET', `/v1/orders/${orderId}`),
    api.ask<{ events: Dossier['events'] }>('GET', `/v1/orders/${orderId}/timeline`),
    unless(404, api.ask<Participants['payment']>('GET', `/v1/billing/payments/${orderId}`)),
    unless(404, api.ask<Participants['shipment']>('GET', `/v1/shipping/shipments/${orderId}`)),
  ]);
  return { ...dossier, shipTo, events, participants: { payment, shipment }, savedAt: new Date().toISOString() };
}

/**
 * Archives an order, in both services that have its address. Only the events that were saved are removed; one that has arrived since
 * stays in the timeline. Repeating it changes nothing. Returns why it was refused, if it was.
 */
async function archiveOne(api: Api, { orderId, events }: Saved, reason: string): Promise<string | undefined> {
  try {
    const savedEvents = events.map(({ id }) => id);
    await api.ask('POST', `/v1/ops/orders/${orderId}/archive`, { reason, savedEvents });
    await unless(404, api.ask('POST', `/v1/shipping/shipments/${orderId}/forget-address`, { reason }));
    return undefined;
  } catch (error) {
    if (error instanceof NotAnsweredError && error.status === 409) return error.message;
    throw error;
  }
}

/** Finishes what an interruption may have left. An order that is not archived is found and saved again: it may have changed. */
async function finish(api: Api, order: Saved, reason: string): Promise<void> {
  const { archivedAt } = await api.ask<Dossier>('GET', `/v1/ops/orders/${order.orderId}`);
  if (archivedAt) await archiveOne(api, order, reason);
}

/** Undefined for an answer with this status. */
const unless = <T>(status: number, answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error) => {
    if (error instanceof NotAnsweredError && error.status === status) return undefined;
    throw error;
  });

async function* archivable(api: Api, before: string): AsyncGenerator<OperatorOrder[]> {
  let cursor: string | undefined;
  do {
    const page: OrderPage = await api.page<OperatorOrder>('/v1/ops/orders', { archivable: 'true', before, limit: 100, cursor });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

function throwForeign(error: unknown, path: string): never {
  if (error instanceof NotAnsweredError && error.status === 404)
    throw new RefusedError(`${path} has orders that are not known here. Is it the archive of another deployment?`);
  throw error;
}
