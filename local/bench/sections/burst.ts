import { onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { idleCommitsPerSecond, measureOrders, warmUp } from '../orders.ts';

/** Over 64 connections: what a thousand new ones cost is nothing of ours. */
export const burst = { requests: 1_000, connections: 64 };

/** What a thousand orders cost that all come at once, and how fast they settle. */
export const measureBurst = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    const idleCommits = await idleCommitsPerSecond(bench);
    const { figures, settledPerSecond } = await measureOrders(bench, { label: 'burst', pace: burst, idleCommits });
    return [figure('burst: settled', settledPerSecond, '/s'), ...figures, figure('start to ready', bench.told.startSeconds, 's')];
  });
