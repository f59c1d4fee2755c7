const keys = new Map<string, { body: string; key: string }>();

/**
 * The Idempotency-Key of a request: while what is asked for is the same it is the last one's, so that what was sent and not
 * answered can be sent again.
 * @param what tells this request from all others
 */
export function keyFor(what: string, asked: object): string {
  const body = JSON.stringify(asked);
  const last = keys.get(what);
  if (last?.body === body) return last.key;
  const key = crypto.randomUUID();
  keys.set(what, { body, key });
  return key;
}

/** It was answered: the same once more is another request. */
export const forgetKey = (what: string): void => void keys.delete(what);
