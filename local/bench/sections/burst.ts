import { onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { idleCommitsPerSecond, measureOrders, warmUp } from '../orders.ts';

/** Over 64 connections, because opening a thousand is not our cost. */
export const burst = { requests: 1_000, connections: 64 };

/** The cost of a thousand simultaneous orders, and how fast they settle. */
export const measureBurst = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    const idleCommits = await idleCommitsPerSecond(bench);
    const { figures, settledPerSecond } = await measureOrders(bench, { label: 'burst', pace: burst, idleCommits });
    return [figure('burst: settled', settledPerSecond, '/s'), ...figures, figure('start to ready', bench.told.startSeconds, 's')];
  });
