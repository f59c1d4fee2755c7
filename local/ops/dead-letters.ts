import type { Client } from '../demo/client.ts';
import { answered, noResponse, queryOf, RefusedError, read } from './asking.ts';
import { deadLettersText, deadLetterText, redrivenText } from './dead-letter-texts.ts';
import type { Command, DeadLetterCommand } from './options.ts';
import type { DeadLetterDossier, DeadLetterPage, DeadLetterView, Redriven, RedrivenPage, Result, Run } from './types.ts';

const path = '/v1/ops/dead-letters';
const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`;

export const deadLetterRuns: Record<DeadLetterCommand, Run> = {
  async 'dead-letters'({ client, options: { state, limit, cursor, ...options } }) {
    const page = await read<DeadLetterPage>(client, `${path}?${queryOf({ ...filterOf(options), state, limit, cursor })}`);
    return { json: page, text: deadLettersText(page) };
  },

  async 'show-dead-letter'({ client, id, options: { personal, because } }) {
    const letter = personal
      ? await answered<DeadLetterDossier>(client.call('POST', `${pathOf(id)}/reveal`, { reason: because }))
      : await read<DeadLetterDossier>(client, pathOf(id));
    return { json: letter, text: deadLetterText(letter) };
  },

  async redrive({ client, id, options: { 'dry-run': dryRun, because, again, ...options } }) {
    const how = { reason: because ?? 'dry run', dryRun };
    if (!id) return redriveAll(client, { ...how, filter: filterOf(options) });
    const redriven = client.call('POST', `${pathOf(id)}/redrive`, { ...how, again });
    return told([await answered<Redriven>(redriven)]);
  },

  async drop({ client, id, options: { because } }) {
    const letter = await answered<DeadLetterView>(client.call('POST', `${pathOf(id)}/drop`, { reason: because }));
    return { json: letter, text: deadLettersText({ items: [letter] }) };
  },
};

const filterOf = ({ queue, type, order, reason, from, before }: Command['options']) => {
  return { queue, type, orderId: order, reason, from, before };
};

/**
 * Page by page: letters that are parked again meanwhile are newer than the remaining pages. If a page fails, the outcome of those before it
 * is still reported.
 */
async function redriveAll(client: Client, asked: object): Promise<Result> {
  const redriven: Redriven[] = [];
  let cursor: string | undefined;
  do {
    try {
      const page = await answered<RedrivenPage>(client.call('POST', `${path}/redrive`, { ...asked, cursor }));
      redriven.push(...page.items);
      cursor = page.nextCursor;
    } catch (error) {
      if (redriven.length === 0) throw error;
      return told(redriven, error instanceof RefusedError ? error.message : noResponse(error).title);
    }
  } while (cursor);
  return told(redriven);
}

/** `stopped`: why the rest was not tried, or why it is not known what became of it. */
function told(items: Redriven[], stopped?: string): Result {
  const isIncomplete = stopped !== undefined || items.some(({ outcome }) => outcome === 'failed');
  const rest =
    stopped === undefined
      ? ''
      : `\n\nStopped: ${stopped}\nRun it again for the rest; those that are redriven are not sent again.`;
  return { json: { items, ...(stopped === undefined ? {} : { stopped }) }, text: `${redrivenText(items)}${rest}`, isIncomplete };
}
