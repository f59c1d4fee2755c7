const keys = new Map<string, { body: string; key: string }>();

/**
 * The Idempotency-Key of a request. The same request gets the same key again, so one whose answer was lost can be repeated.
 * @param what identifies this request
 */
export function keyFor(what: string, asked: object): string {
  const body = JSON.stringify(asked);
  const last = keys.get(what);
  if (last?.body === body) return last.key;
  const key = crypto.randomUUID();
  keys.set(what, { body, key });
  return key;
}

/** After an answer, the same request is a new one. */
export const forgetKey = (what: string): void => void keys.delete(what);
