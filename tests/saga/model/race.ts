import type { Draft, EventType } from '#events/index.ts';
import type { Model, Move } from './explore.ts';
import type { Worker } from './system.ts';

/**
 * Two handlers of one participant, at the same row and the same outsider, step by step: load, commit, ask, conclude. Any
 * of them may crash after any step, lose the race for the row, or hear nothing back from the outsider.
 */
export type Race<S, E, W, O, X> = {
  worker: Worker<S, E, W, O, X>;
  begin: { state: S; outside: X };
  /** The events that may be delivered by now. */
  inbox: (judge: Judge) => readonly Draft[];
  /** Orders may confirm once this has been told, and cancels when that has. */
  confirmsOn: EventType;
  cancelsOn: EventType;
  /** Writes a state where the row is still as it was loaded. */
  write: (row: Row<S>, held: Row<S>, next: S) => Row<S> | 'conflict';
  rules: Record<string, (world: { state: S; outside: X; judge: Judge }) => boolean>;
  isEnd: (state: S, judge: Judge) => boolean;
};

export type Row<S> = { state: S; version: number };

/** As much of orders as one participant gets to see. */
export type Judge = { decision: 'open' | 'confirmed' | 'cancelled'; confirmedOnce: boolean; told: readonly EventType[] };

type Handler<S, W, O> =
  | { at: 'rest' }
  | { at: 'loaded'; event: Draft; held: Row<S> }
  | { at: 'working'; event: Draft; held: Row<S> }
  | { at: 'timedOut'; event: Draft; held: Row<S>; work: W }
  | { at: 'heard'; event: Draft; held: Row<S>; outcome: O };

export type RaceWorld<S, W, O, X> = { row: Row<S>; outside: X; handlers: [Handler<S, W, O>, Handler<S, W, O>]; judge: Judge };

/** The real store's compare-and-set. */
export const compareAndSet = <S>(row: Row<S>, held: Row<S>, next: S): Row<S> | 'conflict' =>
  row.version === held.version ? { state: next, version: row.version + 1 } : 'conflict';

export function raceModel<S extends object, E, W, O, X extends object>(race: Race<S, E, W, O, X>): Model<RaceWorld<S, W, O, X>> {
  const rest = { at: 'rest' } as const;
  return {
    initial: {
      row: { state: race.begin.state, version: 0 },
      outside: race.begin.outside,
      handlers: [rest, rest],
      judge: { decision: 'open', confirmedOnce: false, told: [] },
    },
    moves: (world) => [...judgements(race, world), ...[0, 1].flatMap((who) => steps(race, world, who))],
    partsOf: ({ row, outside, handlers, judge }) => [row, outside, ...handlers, judge],
    brokenRule: ({ row: { state }, outside, judge }) =>
      Object.entries(race.rules).find(([, holds]) => !holds({ state, outside, judge }))?.[0],
    isEnd: ({ row, handlers, judge }) => handlers.every(({ at }) => at === 'rest') && race.isEnd(row.state, judge),
  };
}

function judgements<S, E, W, O, X>(race: Race<S, E, W, O, X>, world: RaceWorld<S, W, O, X>): Move<RaceWorld<S, W, O, X>>[] {
  const { decision, confirmedOnce, told } = world.judge;
  const moves: Move<RaceWorld<S, W, O, X>>[] = [];
  if (decision === 'open' || (decision === 'confirmed' && told.includes(race.cancelsOn)))
    moves.push({ does: 'orders cancels', next: { ...world, judge: { decision: 'cancelled', confirmedOnce, told } } });
  if (decision === 'open' && told.includes(race.confirmsOn))
    moves.push({ does: 'orders confirms', next: { ...world, judge: { decision: 'confirmed', confirmedOnce: true, told } } });
  return moves;
}

/** What one of the two handlers may do next. */
function steps<S, E, W, O, X>(
  race: Race<S, E, W, O, X>,
  world: RaceWorld<S, W, O, X>,
  who: number,
): Move<RaceWorld<S, W, O, X>>[] {
  const { worker } = race;
  const handler = world.handlers[who] as Handler<S, W, O>;
  const name = who === 0 ? 'one' : 'the other';
  const move = (does: string, next: Handler<S, W, O>, rest: Partial<RaceWorld<S, W, O, X>> = {}) => ({
    does: `${name} ${does}`,
    next: { ...world, ...rest, handlers: who === 0 ? ([next, world.handlers[1]] as const) : ([world.handlers[0], next] as const) } as RaceWorld<S, W, O, X>,
  });
  if (handler.at === 'rest')
    return race.inbox(world.judge).map((event) => move(`loads for ${event.type}`, { at: 'loaded', event, held: world.row }));

  const { event, held } = handler;
  const crash = move('crashes', { at: 'rest' });
  const commit = (does: string, next: S) => {
    if (next === held.state) return move(does, { at: 'working', event, held });
    const row = race.write(world.row, held, next);
    if (row === 'conflict') return move(`${does}: lost, loads again`, { at: 'loaded', event, held: world.row });
    return move(does, { at: 'working', event, held: row }, { row });
  };
  switch (handler.at) {
    case 'loaded': {
      const verdict = worker.decide(held.state, event as E);
      return verdict === 'tooEarly' ? [move('puts it off', { at: 'rest' })] : [crash, commit('commits', verdict)];
    }
    case 'working': {
      const work = worker.workOf(held.state);
      if (work === undefined) return [crash, move('answers', { at: 'rest' }, { judge: tell(world.judge, worker.standsFor(held.state)) })];
      const { outside, outcome } = worker.ask(world.outside, work);
      return [
        crash,
        move(`asks to ${work}`, { at: 'heard', event, held, outcome }, { outside }),
        move(`asks to ${work}, hears nothing though it was done`, { at: 'timedOut', event, held, work }, { outside }),
        move(`asks to ${work}, hears nothing and it was not done`, { at: 'timedOut', event, held, work }),
      ];
    }
    case 'timedOut': {
      const outcome = worker.afterTimeout(world.outside, handler.work);
      return [crash, outcome ? move('looks', { at: 'heard', event, held, outcome }) : move('puts it off', { at: 'rest' })];
    }
    case 'heard':
      return [crash, commit('concludes', worker.conclude(held.state, handler.outcome))];
  }
}

function tell(judge: Judge, event: Draft | undefined): Judge {
  if (!event || judge.told.includes(event.type)) return judge;
  return { ...judge, told: [...judge.told, event.type].sort() };
}
