import { z } from 'zod';

const created = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })),
});

/** What S3 sends, once, to see whether the queue takes its messages. */
const trial = z.object({ Event: z.literal('s3:TestEvent') });

/**
 * The keys of the objects that a message of S3 tells of; it writes them as in a form, where a space is a plus.
 * @throws Error for a message that S3 does not send
 */
export function uploadedKeys(body: string): string[] {
  const said = z.union([created, trial]).parse(JSON.parse(body));
  return 'Event' in said ? [] : said.Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
}
