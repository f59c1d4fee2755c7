import { RefusedError } from '../../client/index.ts';

export type Bounds = { secondsMin: number; secondsMax: number };

/** When each answer was first seen. */
const seenAt = new WeakMap<object, number>();

/**
 * How long nothing has changed, in milliseconds.
 * @param answers for an unchanged answer, the query client returns the same object as before
 */
export function unchangedMilliseconds(answers: readonly object[], now = Date.now()): number {
  const since = answers.map((answer) => {
    const at = seenAt.get(answer) ?? now;
    seenAt.set(answer, at);
    return at;
  });
  return now - Math.max(...since);
}

/** Counts an answer as new, because something has just been done that will change it. */
export const expectChange = (answer: object, now = Date.now()): void => void seenAt.set(answer, now);

/**
 * How long to wait before polling again, in milliseconds: a quarter of the time since the last change, so that what changes is
 * followed closely and what does not change costs little. While the page is hidden the query client does not poll; once it is visible
 * again it polls at once.
 */
export const backOffMilliseconds = (unchanged: number, { secondsMin, secondsMax }: Bounds): number =>
  Math.min(Math.max(unchanged / 4, secondsMin * 1000), secondsMax * 1000);

/** A query of the query client: what it asked for, and its result. */
export type Asked = { state: { data?: unknown; error: Error | null } };

/** Whether the last answer was a refusal that asking again will not change. Too many requests are a matter of time. */
export const isRefused = ({ state: { error } }: Asked): boolean =>
  error instanceof RefusedError && error.status >= 400 && error.status < 500 && error.status !== 429;

/** A `refetchInterval` that backs off while the answer stays the same and while there is none, and ends with a refusal. */
export const backingOff =
  (bounds: Bounds) =>
  (query: Asked): number | false =>
    !isRefused(query) && backOffMilliseconds(unchangedMilliseconds([answerOf(query)]), bounds);

const answerOf = (query: Asked): object => (query.state.data as object | undefined) ?? query;
