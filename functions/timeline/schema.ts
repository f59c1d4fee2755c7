import { z } from 'zod';
import { envelope } from '#events/envelope.ts';

/** Any event of any order. Its data is kept as it came, with what a newer publisher may have added. */
export const timelineEvent = envelope.extend({ data: z.record(z.string(), z.unknown()) });

/**
 * An event as the timeline keeps it; the `orders` service reads these items. Positions sort by time, and the same event
 * always has the same one, so that writing it again changes nothing.
 */
export type TimelineItem = Pick<z.infer<typeof timelineEvent>, Kept> & {
  orderId: string;
  position: `${string}#${string}`;
};

type Kept = 'id' | 'type' | 'source' | 'time' | 'data' | 'correlationid' | 'causationid';

export const tables = [{ name: 'timeline', partitionKey: 'orderId', sortKey: 'position' }];
