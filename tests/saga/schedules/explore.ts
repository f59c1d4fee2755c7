/**
 * Explores asynchronous code by running it repeatedly: every external call waits until it is chosen, and ends as chosen. A run
 * is identified by its choices, so all runs are tried, depth-first.
 */
export type Choose = (count: number) => number;

/**
 * Runs `play` with every sequence of choices, at most `runsMax`. Stops at the first run with complaints.
 * @returns how many runs there were, whether that was all of them, and the run with complaints
 */
export async function exploreSchedules(play: (choose: Choose) => Promise<readonly string[]>, runsMax: number) {
  let script: number[] = [];
  for (let runs = 1; ; runs++) {
    const taken: { choice: number; count: number }[] = [];
    const complaints = await play((count) => {
      const choice = script[taken.length] ?? 0;
      taken.push({ choice, count });
      return choice;
    });
    if (complaints.length > 0)
      return { runs, isComplete: false, finding: { choices: taken.map(({ choice }) => choice), complaints } };
    const last = taken.findLastIndex(({ choice, count }) => choice + 1 < count);
    if (last === -1) return { runs, isComplete: true, finding: undefined };
    if (runs >= runsMax) return { runs, isComplete: false, finding: undefined };
    script = [...taken.slice(0, last).map(({ choice }) => choice), (taken[last]?.choice ?? 0) + 1];
  }
}
