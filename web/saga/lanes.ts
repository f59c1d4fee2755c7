import type { Publisher } from '#events/define-events.ts';
import { type Step, triggerTypes } from '#events/define-saga.ts';
import type { Event, EventType } from '#events/index.ts';
import { rows, type StepName, stepBehind } from '#events/order-saga.ts';

/** An event, as in the timeline. */
export type Told = { id: string; type: string; source: string; time: string; data: Record<string, unknown> };

/** Who owes what, according to the order. */
export type Debt = { service: string; event: string };

/**
 * `ahead`: may still come. `skipped`: will not come, because the order is over. `undone`: was done, and has been undone.
 * `overdue`: is awaited, and should have come by now.
 */
export type StepState = 'done' | 'refused' | 'undone' | 'awaited' | 'overdue' | 'ahead' | 'skipped';

export type LaneStep = {
  name: StepName;
  state: StepState;
  /** Its position from left to right: after everything it waits for. An undo is below what it undoes. */
  column: number;
  isUndo: boolean;
  /** An undo that found nothing to take back. */
  isIdle: boolean;
  /** The event it published, once it has. */
  event?: Told;
};

export type Lane = { service: Publisher; steps: LaneStep[] };

type Known = {
  events: readonly Told[];
  waitingFor: readonly Debt[];
  isCancelled: boolean;
  isOver: boolean;
  /** Whether what is awaited should have come by now. */
  isOverdue?: boolean;
};
type WithEnds = Known & { ends: ReadonlyMap<StepName, Told> };

/** The saga of one order as a lane for each service, drawn from the saga table: what is done, undone, awaited, ahead. */
export function lanesOf(known: Known): Lane[] {
  const ends = endsOf(known.events);
  const services = [...new Set(steps.map(([, { by }]) => by))];
  return services.map((service) => ({
    service,
    steps: steps
      .filter(([, step]) => step.by === service)
      .map(([name, step]) => laneStep(name, step, { ...known, ends }))
      // The undo steps of an order with nothing to undo are only noise.
      .filter(({ isUndo, state }) => !isUndo || known.isCancelled || state === 'done'),
  }));
}

/** Rows that publish an event; the others only record what happened elsewhere. */
const steps = rows.filter(([, step]) => step.emits);
const first = steps[0]?.[0];

export const columnCount = (): number => Math.max(...steps.map(([name]) => columnOf(name)));

/** The event that each step has published. Types newer than this page are left out. */
function endsOf(events: readonly Told[]): ReadonlyMap<StepName, Told> {
  const ends = events.flatMap((event) => {
    const name = stepBehind(event as unknown as Event);
    return name ? [[name, event] as const] : [];
  });
  return new Map(ends);
}

function laneStep(name: StepName, step: Step, known: WithEnds): LaneStep {
  const { ends } = known;
  const event = ends.get(name);
  const isIdle = Boolean(step.undoes) && !step.undoes?.some((row) => isDone(row as StepName, ends));
  return {
    name,
    state: stateOf(name, step, known),
    column: columnOf(name),
    isUndo: Boolean(step.undoes),
    isIdle,
    ...(event && { event }),
  };
}

/** A refusal leaves nothing to take back. */
const isDone = (name: StepName, ends: ReadonlyMap<StepName, Told>) =>
  ends.has(name) && ends.get(name)?.type !== steps.find(([row]) => row === name)?.[1].refuses;

/** By an undo, or by a later refusal of the same service, which leaves nothing behind: a failed capture releases the payment. */
const isTakenBack = (name: StepName, { by }: Step, ends: ReadonlyMap<StepName, Told>) =>
  steps.some(([other, { undoes, by: otherBy, refuses }]) =>
    undoes?.includes(name) ? ends.has(other) : other !== name && otherBy === by && refuses && ends.get(other)?.type === refuses,
  );

function stateOf(name: StepName, step: Step, { ends, waitingFor, isCancelled, isOver, isOverdue }: WithEnds): StepState {
  const event = ends.get(name);
  if (event && event.type === step.refuses) return 'refused';
  if (event) return isTakenBack(name, step, ends) ? 'undone' : 'done';
  if (waitingFor.some(({ service, event }) => service === step.by && event === step.emits))
    return isOverdue ? 'overdue' : 'awaited';
  return isOver || (isCancelled && !step.undoes) ? 'skipped' : 'ahead';
}

/**
 * Derived from the table: one to the right of the latest step that it waits for or, if it waits for none, of the step before it
 * in its lane. Where any of several events starts a step, the first is the usual one; the others are later and may overtake it.
 */
function columnOf(name: StepName): number {
  const step = rows.find(([row]) => row === name)?.[1] as Step;
  const undone = step.undoes?.find((row) => row !== first);
  if (undone) return columnOf(undone as StepName);
  const causes = 'all' in (step.on ?? {}) ? triggerTypes(step.on) : triggerTypes(step.on).slice(0, 1);
  if (causes.length > 0) return 1 + Math.max(...causes.map(columnOfEvent));
  const lane = steps.filter(([, { by, undoes }]) => by === step.by && !undoes).map(([row]) => row);
  const before = lane[lane.indexOf(name) - 1];
  return before ? columnOf(before) + 1 : 1;
}

function columnOfEvent(type: EventType): number {
  const found = steps.find(([, { emits, undoes }]) => emits === type && !undoes);
  return found ? columnOf(found[0]) : 1;
}
