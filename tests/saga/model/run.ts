import type { EventType } from '#events/index.ts';
import { allCircumstances, type Circumstances } from './circumstances.ts';
import { type Exploration, explore, type Finding } from './explore.ts';
import type { WorldMove } from './happening.ts';
import { createMoves } from './moves.ts';
import { brokenRule, type RuleName } from './rules.ts';
import { realSystem, type System } from './system.ts';
import { partsOf, type World, worldOf } from './world.ts';

export type Run = {
  circumstances: Circumstances;
  /** Whether all messages in flight may be lost at any moment. */
  losses: boolean;
  plant?: (system: System) => System;
  /** The one rule to look for; all of them when none is named. */
  only?: string;
  /** The rules that do not apply. */
  except?: readonly RuleName[];
  /** Where it begins, if not with an order just stored. */
  initial?: World;
};

/** Explores one order under given circumstances, with a defect planted if there is one. */
export function exploreOrder(run: Run): Exploration<World> {
  const { circumstances, losses, plant = (system) => system, only, except = [], initial = worldOf(circumstances) } = run;
  const system = plant(realSystem(circumstances));
  return explore<World, WorldMove>({
    initial,
    moves: createMoves(system, { losses }),
    partsOf,
    brokenRule: brokenRule(system, { only, except }),
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
 * Explores an order under all circumstances. What a run never looked at cannot have mattered to it, so its result
 * stands for the circumstances that differ only in that: nobody asks whether the card of an order out of stock is good.
 */
export function exploreAllCircumstances(losses: boolean): Result[] {
  const results: (Result & { read: Partial<Circumstances> })[] = [];
  // Whether somebody else is asked before an undo has nothing to do with losses, which make many more states.
  for (const circumstances of allCircumstances.filter(({ undoneSoon }) => undoneSoon || !losses)) {
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
