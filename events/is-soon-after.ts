/** Longer than a saga takes to refuse an order, and shorter than it takes to restore a backup. */
const soonMilliseconds = 30_000;

/**
 * Whether an undo comes so soon after placement that the service can rely on its own row to know its external side effects. Later,
 * or if the placement time is unknown, a restored backup may have lost or reverted the row while the external effect remains, so the
 * undo must ask the external system. Both times are ISO 8601, from the clock of `orders`.
 */
export function isSoonAfter(placedAt: string | undefined, { time }: { time: string }): boolean {
  return placedAt !== undefined && Date.parse(time) - Date.parse(placedAt) <= soonMilliseconds;
}
