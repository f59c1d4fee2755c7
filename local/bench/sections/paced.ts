import { onBenchStack, type Turn } from '../bench-stack.ts';
import type { Figure } from '../figures.ts';
import { idleCommitsPerSecond, measureOrders, warmUp } from '../orders.ts';

const paces = [
  { perSecond: 20, seconds: 15 },
  { perSecond: 50, seconds: 6 },
];

/** The cost of orders at steady rates, and how long they take. */
export const measurePaced = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    const idleCommits = await idleCommitsPerSecond(bench);
    const all: Figure[] = [];
    for (const pace of paces) {
      const { figures } = await measureOrders(bench, { label: `${pace.perSecond}/s`, pace, idleCommits });
      all.push(...figures);
    }
    return all;
  });
