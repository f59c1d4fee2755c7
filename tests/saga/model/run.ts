import type { EventType } from '#events/index.ts';
import { allCircumstances, type Circumstances } from './circumstances.ts';
import { type Exploration, explore, type Finding } from './explore.ts';
import type { WorldMove } from './happening.ts';
import { createMoves } from './moves.ts';
import { brokenRule } from './rules.ts';
import { realSystem, type System } from './system.ts';
import { partsOf, type World, worldOf } from './world.ts';

export type Run = {
  circumstances: Circumstances;
  /** Whether all messages in flight may be lost at any moment. */
  losses: boolean;
  plant?: (system: System) => System;
  /** The one rule to look for; all of them when none is named. */
  only?: string;
};

/** Explores one order under given circumstances, with a defect planted if there is one. */
export function exploreOrder({ circumstances, losses, plant = (system) => system, only }: Run): Exploration<World> {
  const system = plant(realSystem(circumstances));
  return explore<World, WorldMove>({
    initial: worldOf(circumstances),
    moves: createMoves(system, { losses }),
    partsOf,
    brokenRule: brokenRule(system, { only }),
    isEnd: ({ orders }) => system.orders.isSettled(orders.order),
  });
}

/** What came of one set of circumstances: how many states there are, which events and reasons were seen among them. */
export type Result = {
  circumstances: Circumstances;
  states: number;
  finding: Finding | undefined;
  told: ReadonlySet<EventType>;
  decisions: ReadonlySet<string>;
};

/**
 * Explores an order under all sixteen circumstances. What a run never looked at cannot have mattered to it, so its result
 * stands for the circumstances that differ only in that: nobody asks whether the card of an order out of stock is good.
 */
export function exploreAllCircumstances(losses: boolean): Result[] {
  const results: (Result & { read: Partial<Circumstances> })[] = [];
  for (const circumstances of allCircumstances) {
    const same = results.find(({ read }) =>
      Object.entries(read).every(([key, is]) => circumstances[key as keyof Circumstances] === is),
    );
    results.push({ ...(same ?? exploreWatched(circumstances, losses)), circumstances });
  }
  return results;
}

function exploreWatched(circumstances: Circumstances, losses: boolean): Result & { read: Partial<Circumstances> } {
  const read: Partial<Circumstances> = {};
  const watched = new Proxy(circumstances, {
    get: (target, key: keyof Circumstances) => {
      read[key] = target[key];
      return target[key];
    },
  });
  const { states, finding } = exploreOrder({ circumstances: watched, losses });
  const told = new Set(states.flatMap(({ flight }) => flight.map(({ type }) => type)));
  const decisions = new Set(states.map(({ orders }) => decisionOf(orders.order.decision)));
  return { circumstances, states: states.length, finding, told, decisions, read };
}

const decisionOf = (decision: World['orders']['order']['decision']): string =>
  decision.kind === 'cancelled' ? decision.reason : decision.kind;
