import type { Content } from '#shared/dead-letters/content.ts';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { historyNames, parkingNames } from '#shared/messaging/attributes.ts';
import { jsonHash } from '#shared/text/json-hash.ts';

/**
 * The same for all copies of an event in a queue, such as its repeats: event id, body, attributes and who parked it agree. The order of
 * the body's members does not matter, because PostgreSQL changes it between an event's first publication and its repeats. Undefined if
 * there is no event id, or if the body cannot be compared.
 */
export function copyKeyOf({ queue, eventId, parkedBy }: DeadLetter, { body, attributes }: Content): string | undefined {
  if (!eventId) return undefined;
  const own = Object.entries(attributes).filter(([name]) => !added.has(name));
  try {
    const hash = jsonHash({ body: JSON.parse(body), attributes: Object.fromEntries(own) });
    return uuidFromName(`dead-letter-copies/${queue}/${eventId}/${parkedBy}/${hash}`);
  } catch {
    return undefined; // Nested too deep.
  }
}

/** What our consumers and redriving add; a copy that was redriven is still a copy. */
const added: ReadonlySet<string> = new Set([...Object.values(parkingNames), ...Object.values(historyNames)]);
