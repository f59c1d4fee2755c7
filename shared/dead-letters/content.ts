import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

const attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
});

const content = z.object({ body: z.string(), attributes: z.record(z.string(), attribute), traceHeader: z.string().optional() });

/** A message as it was, ready to be sent again. */
export type Content = z.infer<typeof content>;

/** An item of DynamoDB's may have 400 KB, and a message 1 MiB, of which random bytes cannot be made any less. */
const chunkBytesMax = 350 * 1024;

/** The content in parts that DynamoDB takes, one at least. The same content always gives the same parts. */
export function packContent(whole: Content): Buffer[] {
  const packed = gzipSync(JSON.stringify(whole));
  const count = Math.ceil(packed.length / chunkBytesMax);
  return Array.from({ length: count }, (_, index) => packed.subarray(index * chunkBytesMax, (index + 1) * chunkBytesMax));
}

export const unpackContent = (chunks: readonly Uint8Array[]): Content =>
  content.parse(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()));
