import type { Circumstances } from './circumstances.ts';
import { type Exploration, explore } from './explore.ts';
import { createMoves, type WorldMove } from './moves.ts';
import { brokenRule } from './rules.ts';
import { realSystem, type System } from './system.ts';
import { partsOf, type World, worldOf } from './world.ts';

export type Run = { circumstances: Circumstances; losses: boolean; plant?: (system: System) => System };

/** Explores one order under given circumstances, with a defect planted if there is one. */
export function exploreOrder({ circumstances, losses, plant = (system) => system }: Run): Exploration<World> {
  const system = plant(realSystem(circumstances));
  return explore<World, WorldMove>({
    initial: worldOf(circumstances),
    moves: createMoves(system, { losses }),
    partsOf,
    brokenRule: (world, moves) => brokenRule(system, world, moves),
    isEnd: ({ orders }) => system.orders.isSettled(orders.order),
  });
}
