import type { FaultName } from './fault-names.ts';

/** Something that must never happen, and did. */
export type Violation = { invariant: string; detail: string };

export type Tally = ReturnType<typeof createTally>;

const detailsPerInvariantMax = 5;

/** What has happened so far. */
export function createTally(tell: (line: string) => void) {
  const faults = new Map<FaultName, number>();
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const counts = { deliveries: 0, posts: 0, acknowledged: 0, refusedAtPlacement: 0 };

  return {
    faults,
    violations,
    counts,

    count(name: FaultName, times = 1): void {
      faults.set(name, (faults.get(name) ?? 0) + times);
    },

    /** Records each detail once, and prints the first few of each invariant as they happen. */
    violate(invariant: string, detail: string): void {
      const key = `${invariant}: ${detail}`;
      if (seen.has(key)) return;
      seen.add(key);
      violations.push({ invariant, detail });
      if (violations.filter((violation) => violation.invariant === invariant).length <= detailsPerInvariantMax)
        tell(`VIOLATION  ${key}`);
    },
  };
}
