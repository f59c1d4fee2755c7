/** What is needed to tell which of two events came first: `cause` is the id of the event that led to it, if an event did. */
export type Caused = { id: string; cause?: string | undefined };

/**
 * Events by their time, as they are given, but none before the one that caused it: each was stamped by its own service's clock, and
 * clocks differ.
 */
export function inCausalOrder<E extends Caused>(byTime: readonly E[]): E[] {
  const ordered: E[] = [];
  const ids = new Set(byTime.map(({ id }) => id));
  const told = new Set<string>();
  let waiting = [...byTime];
  while (waiting.length > 0) {
    // Causes that form a cycle, or are missing, do not hold up other events.
    const next = waiting.find(({ cause }) => cause === undefined || !ids.has(cause) || told.has(cause)) ?? waiting[0];
    if (!next) break;
    ordered.push(next);
    told.add(next.id);
    waiting = waiting.filter((event) => event !== next);
  }
  return ordered;
}
