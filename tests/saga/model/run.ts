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
  /** Whether all messages in flight may be lost at any time. */
  losses: boolean;
  plant?: (system: System) => System;
  /** The only rule to check; all of them by default. */
  only?: string;
  /** The rules that do not apply. */
  except?: readonly RuleName[];
  /** The initial world, if not an order that was just stored. */
  initial?: World;
};

/** Explores one order under given circumstances, optionally with a planted defect. */
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

/** The result for one set of circumstances: the number of states, and the events and reasons that occurred. */
export type Result = {
  circumstances: Circumstances;
  states: number;
  finding: Finding | undefined;
  told: ReadonlySet<EventType>;
  decisions: ReadonlySet<string>;
};

/**
 * Explores an order under all circumstances. What a run never looked at cannot have affected it, so its result also holds for
 * circumstances that differ only in that: an out-of-stock order's card is never checked.
 */
export function exploreAllCircumstances(losses: boolean): Result[] {
  const results: (Result & { read: Partial<Circumstances> })[] = [];
  // Whether an external service is called before an undo is independent of losses, which cause many more states.
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
