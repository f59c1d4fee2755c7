import type { Tally } from '../tally.ts';
import type { Witness } from '../witness/snapshot.ts';

/**
 * Tells whether as many orders are open as may be, so that the load follows what the system carries. While the database does not
 * say how many are open, there is no room.
 */
export function watchRoom(witness: Witness, { openMax, counts }: { openMax: number; counts: Tally['counts'] }) {
  if (openMax === Infinity) return { isFull: () => false, stop: () => undefined };
  let known = { open: 0, posts: 0 };
  const timer = setInterval(async () => {
    const { posts } = counts;
    known = { open: await witness.countUnsettled().catch(() => Infinity), posts };
  }, 500);
  return {
    isFull: () => known.open + counts.posts - known.posts >= openMax,
    stop: () => clearInterval(timer),
  };
}
