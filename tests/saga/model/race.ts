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
  /** What a handler goes on with when another was faster, given the row as it is now. */
  afterLosing: (handler: Busy<S, W, O>) => Busy<S, W, O>;
  rules: Record<string, (world: { state: S; outside: X; judge: Judge }) => boolean>;
  isEnd: (state: S, judge: Judge) => boolean;
};

export type Row<S> = { state: S; version: number };

/** As much of orders as one participant gets to see. */
export type Judge = { decision: 'open' | 'confirmed' | 'cancelled'; confirmedOnce: boolean; told: readonly EventType[] };

type Handler<S, W, O> = { at: 'rest' } | Busy<S, W, O>;

export type Busy<S, W, O> =
  | { at: 'loaded'; event: Draft; held: Row<S> }
  | { at: 'working'; event: Draft; held: Row<S> }
  | { at: 'timedOut'; event: Draft; held: Row<S>; work: W }
  | { at: 'heard'; event: Draft; held: Row<S>; outcome: O };

type RaceWorld<S, W, O, X> = { row: Row<S>; outside: X; handlers: [Handler<S, W, O>, Handler<S, W, O>]; judge: Judge };

/** The real store's compare-and-set. */
export const compareAndSet = <S>(row: Row<S>, held: Row<S>, next: S): Row<S> | 'conflict' =>
  row.version === held.version ? { state: next, version: row.version + 1 } : 'conflict';

/** What the real handlers do: begin again with what is there now. */
export const decideAgain = <S, W, O>({ event, held }: Busy<S, W, O>): Busy<S, W, O> => ({ at: 'loaded', event, held });

/** The race as something to explore, with all of its rules or the one that is named. */
export function raceModel<S extends object, E, W, O, X extends object>(
  race: Race<S, E, W, O, X>,
  { only }: { only?: string } = {},
): Model<RaceWorld<S, W, O, X>> {
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

function judgements<S, E, W, O, X>(race: Race<S, E, W, O, X>, world: RaceWorld<S, W, O, X>): Move<RaceWorld<S, W, O, X>>[] {
  const { decision, confirmedOnce, told } = world.judge;
  const moves: Move<RaceWorld<S, W, O, X>>[] = [];
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
function steps<S, E, W, O, X>(
  race: Race<S, E, W, O, X>,
  world: RaceWorld<S, W, O, X>,
  who: 0 | 1,
): Move<RaceWorld<S, W, O, X>>[] {
  const handler = world.handlers[who];
  const next: Step<S, W, O, X>[] =
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

type Step<S, W, O, X> = { does: string; handler: Handler<S, W, O>; chance?: boolean } & Partial<
  Omit<RaceWorld<S, W, O, X>, 'handlers'>
>;

function goOn<S, E, W, O, X>(
  race: Race<S, E, W, O, X>,
  world: RaceWorld<S, W, O, X>,
  handler: Busy<S, W, O>,
): Step<S, W, O, X>[] {
  const { worker } = race;
  const { held, event } = handler;
  switch (handler.at) {
    case 'loaded': {
      const verdict = worker.decide(held.state, event as E);
      return [verdict === 'tooEarly' ? putOff : commit(race, world, { handler, next: verdict })];
    }
    case 'working': {
      const work = worker.workOf(held.state);
      if (work === undefined) return [{ does: 'answers', handler: rest, judge: tell(world.judge, worker.standsFor(held.state)) }];
      const { outside, outcome } = worker.ask(world.outside, work);
      const timedOut = { ...handler, at: 'timedOut', work } as const;
      return [
        { does: `asks to ${work}`, handler: { at: 'heard', event, held, outcome }, outside },
        { does: `asks to ${work}, which is done but not answered`, handler: timedOut, outside, chance: true },
        { does: `asks to ${work}, which is neither done nor answered`, handler: timedOut, chance: true },
      ];
    }
    case 'timedOut': {
      const outcome = worker.afterTimeout(world.outside, handler.work);
      return [outcome === undefined ? putOff : { does: 'looks', handler: { at: 'heard', event, held, outcome } }];
    }
    case 'heard':
      return [commit(race, world, { handler, next: worker.conclude(held.state, handler.outcome) })];
    default:
      return handler satisfies never;
  }
}

/** Writes what was decided, if the row is still as it was loaded. Nothing is written, nor compared, when nothing changes. */
function commit<S, E, W, O, X>(
  race: Race<S, E, W, O, X>,
  world: RaceWorld<S, W, O, X>,
  { handler, next }: { handler: Busy<S, W, O>; next: S },
): Step<S, W, O, X> {
  const { event, held } = handler;
  if (next === held.state) return { does: 'finds nothing to change', handler: { at: 'working', event, held } };
  const row = race.write(world.row, held, next);
  if (row === 'conflict') return { does: 'loses the race', handler: race.afterLosing({ ...handler, held: world.row }) };
  return { does: 'commits', handler: { at: 'working', event, held: row }, row };
}

const rest = { at: 'rest' } as const;
const putOff = { does: 'puts it off', handler: rest };

function tell(judge: Judge, event: Draft | undefined): Judge {
  if (!event || judge.told.includes(event.type)) return judge;
  return { ...judge, told: [...judge.told, event.type].sort() };
}
