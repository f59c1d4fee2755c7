import type { Draft, EventType } from '#events/index.ts';
import type { Model, Move } from './explore.ts';
import type { Worker } from './system.ts';

/**
 * Two handlers of one participant, on the same row and with the same external service, step by step: load, commit, call,
 * conclude. Either may crash after any step, lose the race for the row, or get no response to a call.
 */
export type Race<S, Effect, Result, Outside> = {
  worker: Worker<S, Effect, Result, Outside>;
  begin: { state: S; outside: Outside };
  /** The events that may have been delivered by now. */
  inbox: (judge: Judge) => readonly Draft[];
  /** Orders may confirm once `confirmsOn` has been published, and cancels when `cancelsOn` has. */
  confirmsOn: EventType;
  cancelsOn: EventType;
  /** Writes a state if the row is still as it was loaded. */
  write: (row: Row<S>, held: Row<S>, next: S) => Row<S> | 'conflict';
  /** How a handler continues when another was faster, given the current row. */
  afterLosing: (handler: Busy<S, Effect, Result>) => Busy<S, Effect, Result>;
  rules: Record<string, (world: { state: S; outside: Outside; judge: Judge }) => boolean>;
  isEnd: (state: S, judge: Judge) => boolean;
};

export type Row<S> = { state: S; version: number };

/** The part of orders that one participant can see. */
export type Judge = { decision: 'open' | 'confirmed' | 'cancelled'; confirmedOnce: boolean; told: readonly EventType[] };

type Handler<S, Effect, Result> = { at: 'rest' } | Busy<S, Effect, Result>;

export type Busy<S, Effect, Result> =
  | { at: 'loaded'; event: Draft; held: Row<S> }
  /** `state` is the row's, or one that is not stored. */
  | { at: 'working'; event: Draft; held: Row<S>; state: S }
  | { at: 'timedOut'; event: Draft; held: Row<S>; state: S; effect: Effect }
  | { at: 'heard'; event: Draft; held: Row<S>; state: S; result: Result };

type RaceWorld<S, Effect, Result, Outside> = {
  row: Row<S>;
  outside: Outside;
  handlers: [Handler<S, Effect, Result>, Handler<S, Effect, Result>];
  judge: Judge;
};

/** The real store's compare-and-set. */
export const compareAndSet = <S>(row: Row<S>, held: Row<S>, next: S): Row<S> | 'conflict' =>
  row.version === held.version ? { state: next, version: row.version + 1 } : 'conflict';

/** What the real handlers do: start over from the current row. */
export const decideAgain = <S, Effect, Result>({ event, held }: Busy<S, Effect, Result>): Busy<S, Effect, Result> => ({
  at: 'loaded',
  event,
  held,
});

/** The race as a model to explore, with all of its rules or the named one. */
export function raceModel<S extends object, Effect, Result, Outside extends object>(
  race: Race<S, Effect, Result, Outside>,
  { only }: { only?: string } = {},
): Model<RaceWorld<S, Effect, Result, Outside>> {
  const rules = Object.entries(race.rules).filter(([name]) => only === undefined || name === only);
  return {
    initial: {
      row: { state: race.begin.state, version: 0 },
      outside: race.begin.outside,
      handlers: [rest, rest],
      judge: { decision: 'open', confirmedOnce: false, told: [] },
    },
    moves: (world) => [...judgements(race, world), ...steps(race, world, 0), ...steps(race, world, 1)],
    partsOf: ({ row, outside, handlers, judge }) => [row, outside, ...handlers, judge],
    brokenRule: ({ row: { state }, outside, judge }) => rules.find(([, holds]) => !holds({ state, outside, judge }))?.[0],
    isEnd: ({ row, handlers, judge }) => handlers.every(({ at }) => at === 'rest') && race.isEnd(row.state, judge),
  };
}

function judgements<S, Effect, Result, Outside>(
  race: Race<S, Effect, Result, Outside>,
  world: RaceWorld<S, Effect, Result, Outside>,
): Move<RaceWorld<S, Effect, Result, Outside>>[] {
  const { decision, confirmedOnce, told } = world.judge;
  const moves: Move<RaceWorld<S, Effect, Result, Outside>>[] = [];
  const mustCancel = decision !== 'cancelled' && told.includes(race.cancelsOn);
  if (decision === 'open' || mustCancel)
    moves.push({
      does: 'orders cancels',
      next: { ...world, judge: { decision: 'cancelled', confirmedOnce, told } },
      chance: !mustCancel,
    });
  if (decision === 'open' && told.includes(race.confirmsOn))
    moves.push({ does: 'orders confirms', next: { ...world, judge: { decision: 'confirmed', confirmedOnce: true, told } } });
  return moves;
}

/** What one of the two handlers may do next. */
function steps<S, Effect, Result, Outside>(
  race: Race<S, Effect, Result, Outside>,
  world: RaceWorld<S, Effect, Result, Outside>,
  who: 0 | 1,
): Move<RaceWorld<S, Effect, Result, Outside>>[] {
  const handler = world.handlers[who];
  const next: Step<S, Effect, Result, Outside>[] =
    handler.at === 'rest'
      ? race
          .inbox(world.judge)
          .map((event) => ({ does: `loads for ${event.type}`, handler: { at: 'loaded', event, held: world.row } }))
      : [{ does: 'crashes', handler: rest, chance: true }, ...goOn(race, world, handler)];
  return next.map(({ does, handler: becomes, chance, ...changes }) => ({
    does: `${who === 0 ? 'one' : 'the other'} ${does}`,
    next: { ...world, ...changes, handlers: who === 0 ? [becomes, world.handlers[1]] : [world.handlers[0], becomes] },
    ...(chance ? { chance } : {}),
  }));
}

type Step<S, Effect, Result, Outside> = { does: string; handler: Handler<S, Effect, Result>; chance?: boolean } & Partial<
  Omit<RaceWorld<S, Effect, Result, Outside>, 'handlers'>
>;

function goOn<S, Effect, Result, Outside>(
  race: Race<S, Effect, Result, Outside>,
  world: RaceWorld<S, Effect, Result, Outside>,
  handler: Busy<S, Effect, Result>,
): Step<S, Effect, Result, Outside>[] {
  const { worker } = race;
  const { held, event } = handler;
  switch (handler.at) {
    case 'loaded': {
      const verdict = worker.decide(held.state, event);
      return [verdict === 'tooEarly' ? putOff : commit(race, world, { handler, next: verdict })];
    }
    case 'working': {
      const { state } = handler;
      const effect = worker.effectOf(state);
      if (effect === undefined) return [{ does: 'answers', handler: rest, judge: tell(world.judge, worker.toEvent(state)) }];
      const { outside, result } = worker.ask(world.outside, effect);
      const timedOut = { ...handler, at: 'timedOut', effect } as const;
      return [
        { does: `asks to ${effect}`, handler: { ...handler, at: 'heard', result }, outside },
        { does: `asks to ${effect}, which happens and is not answered`, handler: timedOut, outside, chance: true },
        { does: `asks to ${effect}, which neither happens nor is answered`, handler: timedOut, chance: true },
      ];
    }
    case 'timedOut': {
      const { effect, ...rested } = handler;
      const result = worker.afterTimeout(world.outside, effect);
      return [result === undefined ? putOff : { does: 'looks', handler: { ...rested, at: 'heard', result } }];
    }
    case 'heard':
      return [commit(race, world, { handler, next: worker.conclude(handler.state, handler.result) })];
    default:
      return handler satisfies never;
  }
}

/** Writes the decision if the row is still as it was loaded. Without a change, nothing is written or compared. */
function commit<S, Effect, Result, Outside>(
  race: Race<S, Effect, Result, Outside>,
  world: RaceWorld<S, Effect, Result, Outside>,
  { handler, next }: { handler: Busy<S, Effect, Result>; next: S },
): Step<S, Effect, Result, Outside> {
  const { event, held } = handler;
  if (next === held.state) return { does: 'finds nothing to change', handler: { at: 'working', event, held, state: next } };
  if (race.worker.isTransient(next)) return { does: 'goes on', handler: { at: 'working', event, held, state: next } };
  const row = race.write(world.row, held, next);
  if (row === 'conflict') return { does: 'loses the race', handler: race.afterLosing({ ...handler, held: world.row }) };
  return { does: 'commits', handler: { at: 'working', event, held: row, state: next }, row };
}

const rest = { at: 'rest' } as const;
const putOff = { does: 'puts it off', handler: rest };

function tell(judge: Judge, event: Draft | undefined): Judge {
  if (!event || judge.told.includes(event.type)) return judge;
  return { ...judge, told: [...judge.told, event.type].sort() };
}
