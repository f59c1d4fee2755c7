/** Does the work for every item with limited concurrency; rejects with the first failure and starts nothing after it. */
export async function inLanes<T, R>(items: readonly T[], lanesMax: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  const stop = (error: unknown) => {
    queue.return?.();
    throw error;
  };
  await Promise.all(Array.from({ length: lanesMax }, () => lane().catch(stop)));
  return results;
}
