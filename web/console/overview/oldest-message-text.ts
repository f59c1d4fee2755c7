import { durationText } from '../../parts/moment-text.ts';

type Depth = { waiting: number; inFlight: number; oldestMessageSeconds?: number | undefined };

/** How old the oldest message of a queue is; nothing if the queue is empty. */
export function oldestMessageText({ waiting, inFlight, oldestMessageSeconds }: Depth, locale?: string): string {
  if (waiting + inFlight === 0) return '';
  return oldestMessageSeconds === undefined ? 'unknown' : durationText(oldestMessageSeconds, locale);
}
