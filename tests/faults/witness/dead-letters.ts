import type { Violation } from '../tally.ts';
import type { DeadLetter } from './snapshot.ts';

/**
 * Dead letters are the planted poison and nothing else. One that is parked by a process which dies before it has said so is parked
 * again, so a mark may be there more than once, but never nowhere.
 */
export function checkDeadLetters(
  letters: readonly DeadLetter[],
  planted: readonly { mark: string; queue: string }[],
): Violation[] {
  const isThere = ({ mark, queue }: { mark: string; queue: string }) =>
    letters.some((letter) => letter.queue === queue && letter.body.includes(mark));
  const missing = planted
    .filter((poison) => !isThere(poison))
    .map(({ mark, queue }) => `${mark} is not among the dead letters of ${queue}`);
  const strange = letters
    .filter(({ body }) => !body.includes('poison-'))
    .map(
      ({ queue, reason, body, orderId }) => `${queue} has parked ${/"type":"(\w+)"/.exec(body)?.[1]} of ${orderId}: ${reason}`,
    );
  return [...missing, ...strange].map((detail) => ({ invariant: 'dead letters are the poison', detail }));
}
