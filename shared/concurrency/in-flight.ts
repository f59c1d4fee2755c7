/** Tracks work in flight, so that a caller can wait until all of it has ended. */
export function createInFlight() {
  const works = new Set<Promise<void>>();

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => works.delete(tracked));
    works.add(tracked);
  }

  /** Resolves when nothing is in flight. Work that ends may start other work, so it checks again. */
  async function settled(): Promise<void> {
    while (works.size > 0) await Promise.all(works);
  }

  return { track, settled, count: () => works.size };
}
