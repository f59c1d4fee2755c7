import { z } from 'zod';
import { envelope } from '#events/envelope.ts';

/** Any event of any order. Its data is kept as received, including fields that a newer publisher added. */
export const timelineEvent = envelope.extend({ data: z.record(z.string(), z.unknown()) });

/**
 * An event as the timeline stores it; the `orders` service reads these items. Positions sort by time, and the same event always
 * has the same position, so writing it again changes nothing.
 */
export type TimelineItem = Pick<z.infer<typeof timelineEvent>, Kept> & {
  orderId: string;
  position: `${string}#${string}`;
};

type Kept = 'id' | 'type' | 'source' | 'time' | 'data' | 'correlationid' | 'causationid';

export const tables = [{ name: 'timeline', partitionKey: 'orderId', sortKey: 'position' }];
