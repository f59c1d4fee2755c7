import { randomUUID } from 'node:crypto';
import { type DeadLetter, positionOf, queueStateOf } from '#shared/dead-letters/dead-letter.ts';

/** One of billing's dead letters, parked just now. */
export function aDeadLetter(other: Partial<DeadLetter> = {}): DeadLetter {
  const { deadLetterId = randomUUID(), recordedAt = new Date().toISOString(), queue = 'billing', state = 'open' } = other;
  return {
    ...{ deadLetterId, recordedAt, queue, state },
    ...{ position: positionOf(recordedAt, deadLetterId), queueState: queueStateOf(queue, state) },
    ...{ parkedBy: 'consumer', reason: 'not JSON', sentAt: recordedAt, receives: 1, redrives: 0, bytes: 9, chunks: 1 },
    ...other,
  };
}
