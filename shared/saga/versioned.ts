import type { Cause } from '#events/envelope.ts';
import type { Draft, Event } from '#events/index.ts';
import { RetryLaterError } from '../errors/outcome.ts';
import { stamp } from './stamp.ts';

/**
 * An aggregate as loaded: its state, the version that a change must still find, the stamped event that the state stands
 * for (the row is the outbox), and what made us look at it. Version 0 means that there is no row yet.
 */
export type Current<State> = { state: State; version: number; event: Event | undefined; cause: Cause };

/** What a decision comes to: the next state (the same object when nothing changes), or word that its cause is missing. */
export type Verdict<State> = State | 'tooEarly';

export type Advance<State> = {
  standsFor: (state: State) => Draft | undefined;
  /** Writes the row where `version` is still the one before; throws VersionConflictError when it is not. */
  write: (next: Current<State>, previous: State) => Promise<void>;
};

/**
 * Commits a verdict: nothing to write when the state is unchanged, otherwise the next state together with its event, in
 * one change. An event is stamped once, when its state is first reached, and kept while the state stands for it.
 * @throws RetryLaterError when the verdict is `tooEarly`
 */
export async function advance<State>(
  current: Current<State>,
  verdict: Verdict<State>,
  { standsFor, write }: Advance<State>,
): Promise<Current<State>> {
  if (verdict === 'tooEarly') throw new RetryLaterError('its cause has not arrived yet');
  if (verdict === current.state) return current;
  const draft = standsFor(verdict);
  const same = draft !== undefined && draft.type === current.event?.type;
  const event = same ? current.event : draft && stamp(draft, causeOf(current), new Date());
  const next = { ...current, state: verdict, version: current.version + 1, event };
  await write(next, current.state);
  return next;
}

/** An order keeps the correlation id it began with, whoever asks later. */
function causeOf({ cause, event }: Current<unknown>): Cause {
  return { ...cause, correlationid: event?.correlationid ?? cause.correlationid };
}

/** The answer to any delivery: the event that the state stands for, be it new or told before. */
export function answer({ event }: Current<unknown>): readonly Event[] {
  return event ? [event] : [];
}
