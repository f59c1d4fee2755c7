import type { Publisher } from '#events/define-events.ts';
import type { Draft } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';

/** Decides as the loop does: with the step that the saga table names for the event, taken by the service's own function. */
export const decideBy =
  <State>(service: Publisher, steps: object) =>
  (state: State, event: Draft): State | 'tooEarly' => {
    const step = (steps as Record<string, (state: State, event: Draft) => State | 'tooEarly'>)[stepOn(service, event.type) ?? ''];
    if (!step) throw new Error(`${service} has no step for ${event.type}`);
    return step(state, event);
  };
