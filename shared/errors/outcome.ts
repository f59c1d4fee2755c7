import { isUnavailable } from './is-unavailable.ts';

/**
 * The outcome of a message: it is done and deleted, retried later, or poison and parked in the dead-letter queue. `unavailable`
 * is a retry whose reason affects every message, so the consumer should pause. A `retry` with an `error` is unexpected.
 */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'retry'; reason: string; error?: unknown }
  | { kind: 'unavailable'; reason: string }
  | { kind: 'poison'; reason: string };

/** The only place that decides what an error means for the message that caused it. */
export function outcomeOf(error: unknown): Exclude<Outcome, { kind: 'done' }> {
  if (error instanceof PoisonError) return { kind: 'poison', reason: error.message };
  if (error instanceof RetryLaterError) return { kind: 'retry', reason: error.message };
  if (error instanceof VersionConflictError) return { kind: 'retry', reason: 'lost every race for its row' };
  if (error instanceof DependencyUnavailableError) return { kind: 'unavailable', reason: error.message };
  if (isUnavailable(error)) return { kind: 'unavailable', reason: nameOf(error) };
  return { kind: 'retry', reason: nameOf(error), error };
}

/** The message's cause has not arrived yet, or another condition is transient. The reason is logged, so it must not contain payload. */
export class RetryLaterError extends Error {
  override name = 'RetryLaterError';
}

/**
 * A provider definitely refuses what this order needs, so a retry helps only if someone intervenes. Not for what may end by itself,
 * such as a request in progress. The reason is logged.
 */
export class EffectRefusedError extends RetryLaterError {
  override name = 'EffectRefusedError';
}

/** The message can never be processed. The reason is logged and goes to the dead-letter queue, so it must not contain payload. */
export class PoisonError extends Error {
  override name = 'PoisonError';
}

/** Retries are exhausted; only a person can help. One message is parked as evidence, and its repeats are acknowledged. */
export class GivenUpError extends PoisonError {
  override name = 'GivenUpError';
}

/** A store or a provider is unreachable or is throttling us: every other message would fail too. The reason is logged. */
export class DependencyUnavailableError extends Error {
  override name = 'DependencyUnavailableError';
}

/**
 * A provider refuses every request, or every request of one kind, for example because our key is wrong. No order is to blame, even if
 * other requests still succeed. Otherwise like an outage.
 */
export class EverybodyRefusedError extends DependencyUnavailableError {}

/** Another process changed the row between load and commit. */
export class VersionConflictError extends Error {
  override name = 'VersionConflictError';
}

/**
 * Repeats a load-decide-commit immediately while it loses the race for its row.
 * @throws VersionConflictError after losing `triesMax` times in a row
 */
export async function retryOnConflict<T>(run: () => Promise<T>, triesMax = 5): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof VersionConflictError) || tries >= triesMax) throw error;
    }
  }
}

// Names and codes only: messages of databases and providers can quote a row or a card.
function nameOf(error: unknown, depthMax = 4): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const { name = 'object', code, cause } = error as { name?: unknown; code?: unknown; cause?: unknown };
  const described = code === undefined ? `${name}` : `${name} ${code}`;
  return cause && depthMax > 0 ? `${described}: ${nameOf(cause, depthMax - 1)}` : described;
}
