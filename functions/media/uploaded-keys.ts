import { z } from 'zod';

const created = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })),
});

/** S3's one-time test message to a new notification queue. */
const trial = z.object({ Event: z.literal('s3:TestEvent') });

/**
 * The object keys in an S3 notification. S3 encodes them like form data, with a plus for a space.
 * @throws Error for a message that S3 does not send
 */
export function uploadedKeys(body: string): string[] {
  const said = z.union([created, trial]).parse(JSON.parse(body));
  return 'Event' in said ? [] : said.Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
}
