import { stored } from '../../app/stored.ts';

/**
 * The Idempotency-Key of a request. The same request gets the same key again, so one whose answer was lost can be repeated, even
 * after the page was reloaded.
 * @param what distinguishes this request from all others
 */
export function keyFor(what: string, asked: object): string {
  const body = JSON.stringify(asked);
  const last = keptFor(what).read();
  if (last?.body === body) return last.key;
  const key = crypto.randomUUID();
  keptFor(what).write({ body, key });
  return key;
}

/** After an answer, the same request is a new one. */
export const forgetKey = (what: string): void => keptFor(what).write(undefined);

type Kept = { body: string; key: string };

const keptFor = (what: string) => stored<Kept>(`key ${what}`, (value) => value as Kept, sessionStorage);
