/** Work that has been begun and not ended yet, so that somebody can wait for the end of all of it. */
export function createInFlight() {
  const works = new Set<Promise<void>>();

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => works.delete(tracked));
    works.add(tracked);
  }

  /** Resolves when nothing is under way; what ends may begin something else, so it takes another look. */
  async function settled(): Promise<void> {
    while (works.size > 0) await Promise.all(works);
  }

  return { track, settled, count: () => works.size };
}
