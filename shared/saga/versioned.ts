import type { Cause } from '#events/envelope.ts';
import type { Draft, Event } from '#events/index.ts';
import { isSameTrace } from '#shared/tracing/traceparent.ts';
import { stamp } from './stamp.ts';

/**
 * One order's row in a service: its state, the version that a change must still match, and the event that publishes the state
 * (the row is the outbox). Version 0 means there is no row yet.
 */
export type Versioned<State> = { orderId: string; state: State; version: number; event: Event | undefined };

/**
 * The row with its next state. An event is stamped once, when its state is first reached, and kept while `toEvent` still
 * returns its type. An order keeps the correlation id and the trace it started with, no matter who acts on it later.
 */
export function withState<State>(
  row: Versioned<State>,
  state: State,
  { cause, toEvent }: { cause: Cause; toEvent: (state: State) => Draft | undefined },
): Versioned<State> {
  const draft = toEvent(state);
  const event = draft?.type === row.event?.type ? row.event : draft && stamp(draft, goingOn(row.event, cause), new Date());
  return { ...row, state, version: row.version + 1, event };
}

function goingOn(before: Event | undefined, cause: Cause): Cause {
  if (!before) return cause;
  const { correlationid } = before;
  const traceparent = isSameTrace(cause.traceparent, before.traceparent) ? cause.traceparent : before.traceparent;
  return { ...cause, correlationid, traceparent };
}
