import { onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { idleCommitsPerSecond, measureOrders, warmUp } from '../orders.ts';

/** Over 64 connections, because opening a thousand is not our cost. */
export const burst = { requests: 1_000, connections: 64 };

/** How many bursts a process has seen when it runs as it does for the rest of its life: the compilers are done by then. */
const burstsUntilWarm = 3;

/** The cost of a thousand simultaneous orders, and how fast they settle: soon after the start, and in processes that have run for a while. */
export const measureBurst = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    const idleCommits = await idleCommitsPerSecond(bench);
    const measure = async (label: string) => {
      const { figures, settledPerSecond } = await measureOrders(bench, { label, pace: burst, idleCommits });
      return [figure(`${label}: settled`, settledPerSecond, '/s'), ...figures];
    };
    const first = await measure('burst');
    for (let count = 1; count < burstsUntilWarm; count++) await measure('burst');
    return [...first, ...(await measure('burst, warm')), figure('start to ready', bench.told.startSeconds, 's')];
  });
