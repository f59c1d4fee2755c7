import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { conflict } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import { QueueGoneError, type Redrive } from '#shared/messaging/redrive.ts';
import type { DeadLetterStore } from './store.ts';
import type { Redriven } from './view.ts';

export type RedriveDeps = { deadLetters: DeadLetterStore; redrive: Redrive; log: Log };

export type Redriving = { operatorId: string; reason: string; dryRun: boolean };

/**
 * Sends a dead letter again, then marks it as redriven. A crash in between leaves it open, so at worst it is sent twice.
 * @throws if it cannot be sent; the dead letter is then unchanged
 */
export async function redriveLetter(letter: DeadLetter, { dryRun, ...by }: Redriving, deps: RedriveDeps): Promise<Redriven> {
  if (dryRun) return told(letter, 'would be redriven');
  const { deadLetters, redrive, log } = deps;
  const { deadLetterId, queue, orderId } = letter;
  await redrive(letter, await deadLetters.contentOf(letter));
  const action = { action: 'redrive' as const, ...by, at: new Date().toISOString() };
  const isNoted = await deadLetters.close(letter, 'redriven', action);
  log.info({ action: 'redrive', deadLetterId, queue, orderId, userId: by.operatorId }, 'operator acted');
  return told(
    letter,
    'redriven',
    isNoted ? undefined : 'another operator closed it in the meantime; it may have been sent twice',
  );
}

/** Redrives many. One that fails stays open and does not stop the others. */
export async function redriveAll(letters: readonly DeadLetter[], redriving: Redriving, deps: RedriveDeps): Promise<Redriven[]> {
  const outcomes: Redriven[] = [];
  for (let start = 0; start < letters.length; start += atOnceMax) {
    const some = letters.slice(start, start + atOnceMax);
    outcomes.push(...(await Promise.all(some.map((letter) => redriveOrTell(letter, redriving, deps)))));
  }
  return outcomes;
}

const atOnceMax = 10;

async function redriveOrTell(letter: DeadLetter, redriving: Redriving, deps: RedriveDeps): Promise<Redriven> {
  try {
    return await redriveLetter(letter, redriving, deps);
  } catch (error) {
    deps.log.warn(
      { deadLetterId: letter.deadLetterId, err: error, reason: outcomeOf(error).reason },
      'could not redrive dead letter',
    );
    if (error instanceof QueueGoneError) return told(letter, 'failed', error.message);
    return told(letter, 'failed', 'it was not sent, or was sent but not recorded; it is still open');
  }
}

/** @throws ProblemError 409 if it has already been redriven or dropped */
export function refuseClosed({ state }: DeadLetter): void {
  if (state !== 'open') throw conflict('dead-letter-closed', `The dead letter has already been ${state}`);
}

const told = (
  { deadLetterId, queue, type, orderId, reason }: DeadLetter,
  outcome: Redriven['outcome'],
  detail?: string,
): Redriven => ({
  ...{ deadLetterId, queue, type, orderId, reason, outcome },
  ...(detail ? { detail } : {}),
});
