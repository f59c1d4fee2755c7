/** Longer than it takes a saga to refuse an order, and shorter than it takes anybody to restore a backup. */
const soonMilliseconds = 30_000;

/**
 * Whether an order is undone so soon after it was placed that a service's own row tells for certain what has been asked on its
 * behalf. Later, or when the placement is unknown, the row may be missing or old because a backup has been restored, while the
 * effect outside stands: whoever undoes the order has to ask there. Both are ISO 8601 instants by the clock of `orders`.
 */
export function isSoonAfter(placedAt: string | undefined, { time }: { time: string }): boolean {
  return placedAt !== undefined && Date.parse(time) - Date.parse(placedAt) <= soonMilliseconds;
}
