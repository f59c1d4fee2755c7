import type { Publisher } from '#events/define-events.ts';
import { type Step, triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { eventsBehind, isSettled, type Progress } from './domain.ts';

/** A service that owes an event, as far as this order knows. */
export type Debt = { service: Publisher; event: EventType };

/**
 * The services this order is waiting for, derived from the saga table: steps whose triggers have happened and whose outcome is
 * unknown. `orders` itself is one of them until it has published its cancellation.
 */
export function waitingFor(order: Progress): Debt[] {
  if (isSettled(order)) return [];
  const known = knownEvents(order);
  const isOwed = order.decision.kind === 'cancelled' ? isUndoOwed : isStepOwed;
  const owedByOthers = rows.flatMap(([, step]) =>
    step.emits && step.by !== 'orders' && isOwed(step, known) ? [{ service: step.by, event: step.emits }] : [],
  );
  return [...owedByOthers, ...owedByUs(order)];
}

function owedByUs({ decision }: Progress): Debt[] {
  return decision.kind === 'cancelled' && !decision.announced ? [{ service: 'orders', event: 'OrderCancelled' }] : [];
}

function isStepOwed({ on, undoes, emits, refuses }: Step, known: ReadonlySet<EventType | undefined>): boolean {
  if (undoes || !on) return false;
  const begun = 'all' in on ? on.all.every((type) => known.has(type)) : on.any.some((type) => known.has(type));
  return begun && !known.has(emits) && !known.has(refuses);
}

/** After OrderCancelled, every undo is owed until its own event arrives, or an event that means there is nothing to undo. */
function isUndoOwed({ by, on, undoes, emits, unreached }: Step, known: ReadonlySet<EventType | undefined>): boolean {
  if (!undoes || !triggerTypes(on).includes('OrderCancelled')) return false;
  const refusals = rows.flatMap(([, step]) => (step.by === by && step.refuses ? [step.refuses] : []));
  return ![emits, ...(unreached ? [unreached] : []), ...refusals].some((type) => known.has(type));
}

/** The events that must have happened, given what the order knows. */
function knownEvents(order: Progress): ReadonlySet<EventType | undefined> {
  const decided: EventType[] = order.decision.kind === 'confirmed' ? ['OrderConfirmed'] : [];
  return new Set<EventType>(['OrderPlaced', ...decided, ...eventsBehind(order)]);
}
