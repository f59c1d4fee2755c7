import type { Crash } from '../armament.ts';
import type { Chance } from '../chance.ts';
import type { SagaService } from '../saga-services.ts';
import { allPoints, pointsOf } from './points.ts';

export type CrashPlan = ReturnType<typeof createCrashPlan>;

/** Which process dies where next: every point of every service once, in the seed's order, and then again. */
export function createCrashPlan(chance: Chance) {
  const hits = new Map<string, number>(allPoints().map((point) => [point, 0]));
  const queues = new Map<SagaService, string[]>();

  function next(service: SagaService): string {
    const queue = queues.get(service) ?? [];
    if (queue.length === 0) queue.push(...chance.stream(service).shuffled(pointsOf(service)));
    queues.set(service, queue);
    return queue.shift() as string;
  }

  /** The service that has been spared most, whatever was drawn: all points have their turn. */
  const neediest = (): SagaService => {
    const missing = [...hits].filter(([, count]) => count === 0).map(([point]) => point.split(':')[0] as SagaService);
    const counts = Map.groupBy(missing, (service) => service);
    return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'orders';
  };

  return {
    hits,
    neediest,
    isComplete: () => [...hits.values()].every((count) => count > 0),

    /** A point that nobody came by is tried again before the others. */
    async strike(service: SagaService, crashAt: (crash: Crash) => Promise<boolean>): Promise<void> {
      const point = next(service);
      if (await crashAt({ point, times: 1 + chance.below(4) }))
        hits.set(`${service}: ${point}`, (hits.get(`${service}: ${point}`) ?? 0) + 1);
      else queues.get(service)?.unshift(point);
    },
  };
}
