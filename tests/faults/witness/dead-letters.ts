import type { Violation } from '../tally.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Dead letters must be the planted poison and nothing else. If a process dies right after it parked a message, the message is parked
 * again, so a mark may be there more than once, but it must be there. A function parks nothing itself: SQS does, once it has delivered
 * the message often enough. Until then, for about ten minutes, the message stays in the function's queue.
 */
export function checkDeadLetters(
  { deadLetters, timelineDepth }: Pick<Snapshot, 'deadLetters' | 'timelineDepth'>,
  planted: readonly { mark: string; queue: string }[],
): Violation[] {
  const isThere = ({ mark, queue }: { mark: string; queue: string }) =>
    deadLetters.some((letter) => letter.queue === queue && letter.body.includes(mark));
  const missing = Map.groupBy(
    planted.filter((poison) => !isThere(poison)),
    ({ queue }) => (queue === 'timeline' ? 'function' : 'consumer'),
  );
  const { length: waiting = 0 } = missing.get('function') ?? [];
  const lost = [...(missing.get('consumer') ?? []), ...((waiting > timelineDepth && missing.get('function')) || [])];
  const strange = deadLetters
    .filter(({ body }) => !body.includes('poison-'))
    .map(
      ({ queue, reason, body, orderId }) => `${queue} has parked ${/"type":"(\w+)"/.exec(body)?.[1]} of ${orderId}: ${reason}`,
    );
  return [...lost.map(({ mark, queue }) => `${mark} is not among the dead letters of ${queue}`), ...strange].map((detail) => ({
    invariant: 'dead letters are the poison',
    detail,
  }));
}
