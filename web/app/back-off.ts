export type Bounds = { secondsMin: number; secondsMax: number };

/** When each answer was first seen. */
const seenAt = new WeakMap<object, number>();

/**
 * How long nothing has changed, in milliseconds.
 * @param answers an unchanged one is the same object as before, as the query client sees to
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
 * How long to wait before asking again, in milliseconds: a quarter of the time in which nothing has changed, so what changes is
 * followed closely, and what does not costs little. While nobody sees the page, the query client does not ask at all; it asks at
 * once when the page is seen again.
 */
export const backOffMilliseconds = (unchanged: number, { secondsMin, secondsMax }: Bounds): number =>
  Math.min(Math.max(unchanged / 4, secondsMin * 1000), secondsMax * 1000);

type Asked = { state: { data: unknown } };

/** A `refetchInterval` that backs off while the answer stays the same, and while there is none. */
export const backingOff =
  (bounds: Bounds) =>
  (query: Asked): number =>
    backOffMilliseconds(unchangedMilliseconds([answerOf(query)]), bounds);

const answerOf = (query: Asked): object => (query.state.data as object | undefined) ?? query;
