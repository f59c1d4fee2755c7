/** `cause` is the id of the event that caused this one, if an event did. */
export type Caused = { id: string; cause?: string | undefined };

/**
 * Keeps the given time order, but moves every event behind its cause. Timestamps alone are not enough, because each service stamps
 * events with its own clock.
 */
export function inCausalOrder<E extends Caused>(byTime: readonly E[]): E[] {
  const ordered: E[] = [];
  const ids = new Set(byTime.map(({ id }) => id));
  const told = new Set<string>();
  let waiting = [...byTime];
  while (waiting.length > 0) {
    // A missing cause, or a cycle of causes, must not block the other events.
    const next = waiting.find(({ cause }) => cause === undefined || !ids.has(cause) || told.has(cause)) ?? waiting[0];
    if (!next) break;
    ordered.push(next);
    told.add(next.id);
    waiting = waiting.filter((event) => event !== next);
  }
  return ordered;
}
