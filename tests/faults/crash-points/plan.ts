import type { Publisher } from '#events/define-events.ts';
import type { Crash } from '../armament.ts';
import type { Chance } from '../chance.ts';
import { allPoints, pointsOf } from './points.ts';

export type CrashPlan = ReturnType<typeof createCrashPlan>;

/** Decides where a process dies next: at every point of every service once, in the seed's order, and then again. */
export function createCrashPlan(chance: Chance) {
  const hits = new Map<string, number>(allPoints().map((point) => [point, 0]));
  const queues = new Map<Publisher, string[]>();

  function next(service: Publisher): string {
    const queue = queues.get(service) ?? [];
    if (queue.length === 0) queue.push(...chance.stream(service).shuffled(pointsOf(service)));
    queues.set(service, queue);
    return queue.shift() as string;
  }

  /** The service with the most points not hit yet, or this one if all have been. */
  const neediest = (otherwise: Publisher): Publisher => {
    const missing = [...hits].filter(([, count]) => count === 0).map(([point]) => point.split(':')[0] as Publisher);
    const [most] = [...Map.groupBy(missing, (service) => service)].sort(([, a], [, b]) => b.length - a.length);
    return most?.[0] ?? otherwise;
  };

  return {
    hits,
    neediest,

    /** A point that was not reached is tried again before the others. */
    async strike(service: Publisher, crashAt: (crash: Crash) => Promise<boolean>): Promise<void> {
      const point = next(service);
      if (await crashAt({ point, times: 1 + chance.below(4) }))
        hits.set(`${service}: ${point}`, (hits.get(`${service}: ${point}`) ?? 0) + 1);
      else queues.get(service)?.unshift(point);
    },
  };
}
