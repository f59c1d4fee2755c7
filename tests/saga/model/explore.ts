/** A world small enough to be explored exhaustively. */
export type Model<State extends object, M extends Move<State> = Move<State>> = {
  initial: State;
  /** Everything that may happen next. */
  moves: (state: State) => M[];
  /** The parts of a state: two states are equal when all their parts have the same content. */
  partsOf: (state: State) => readonly object[];
  /** The rule that a state, or a possible move in it, violates; undefined if there is none. */
  brokenRule: (state: State, moves: readonly M[]) => string | undefined;
  /** The states in which everything must be able to end. */
  isEnd: (state: State) => boolean;
};

/** One thing that may happen. Nothing may rely on a `chance`: an end must be reachable without it. */
export type Move<State> = { does: string; next: State; chance?: boolean };

/** A violated rule, with the shortest path to it. */
export type Finding = { rule: string; trace: string[] };

export type Exploration<State> = { states: readonly State[]; finding: Finding | undefined };

/** The rule that is satisfied if an end is reachable from every state. */
export const reachesAnEnd = 'an end is always reachable';

/** Visits every state that the moves can reach, breadth-first, and stops at the first violated rule. */
export function explore<State extends object, M extends Move<State>>(model: Model<State, M>): Exploration<State> {
  const keyOf = createKey(model.partsOf);
  const states = [model.initial];
  const indexes = new Map([[keyOf(model.initial), 0]]);
  const ways: Way[] = [{ from: 0, does: 'in the beginning' }];
  const sources: number[][] = [[]];

  for (let at = 0; at < states.length; at++) {
    const state = states[at] as State;
    const moves = model.moves(state);
    const rule = model.brokenRule(state, moves);
    if (rule) return { states, finding: { rule, trace: traceTo(at, ways) } };
    for (const { does, next, chance } of moves) {
      if (next === state) continue;
      const key = keyOf(next);
      const to = indexes.get(key) ?? states.push(next) - 1;
      if (to === ways.length) {
        indexes.set(key, to);
        ways.push({ from: at, does });
        sources.push([]);
      }
      if (!chance && to !== at) sources[to]?.push(at);
    }
  }
  const stuck = firstStuck(states, sources, model.isEnd);
  return { states, finding: stuck === -1 ? undefined : { rule: reachesAnEnd, trace: traceTo(stuck, ways) } };
}

type Way = { from: number; does: string };

function traceTo(index: number, ways: readonly Way[]): string[] {
  const trace: string[] = [];
  for (let at = index; at !== 0; at = ways[at]?.from ?? 0) trace.unshift(ways[at]?.does ?? '');
  return trace;
}

/** Walks back from all ends at once; returns the first state that this does not reach, or -1. */
function firstStuck<State>(states: readonly State[], sources: readonly number[][], isEnd: (state: State) => boolean): number {
  const open = states.flatMap((state, index) => (isEnd(state) ? [index] : []));
  const reached = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const source of sources[at] ?? []) {
      if (reached.has(source)) continue;
      reached.add(source);
      open.push(source);
    }
  }
  return states.findIndex((_, index) => !reached.has(index));
}

/** Identifies states by numbered parts. Most moves keep most parts, and an unchanged part object is recognized at once. */
function createKey<State>(partsOf: (state: State) => readonly object[]): (state: State) => string {
  const numbers = new Map<string, number>();
  const known = new WeakMap<object, number>();
  return (state) => partsOf(state).map(numberOf).join(' ');

  function numberOf(part: object): number {
    const seen = known.get(part);
    if (seen !== undefined) return seen;
    const content = JSON.stringify(part);
    const number = numbers.get(content) ?? numbers.size;
    numbers.set(content, number);
    known.set(part, number);
    return number;
  }
}
