import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

const attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
});

const content = z.object({ body: z.string(), attributes: z.record(z.string(), attribute), traceHeader: z.string().optional() });

/** A message's original content, ready to be sent again. */
export type Content = z.infer<typeof content>;

/** A DynamoDB item holds 400 KB, and a message up to 1 MiB, which does not compress if it is random. */
const chunkBytesMax = 350 * 1024;

/** The compressed content in chunks that fit into DynamoDB items, at least one. Deterministic. */
export function packContent(whole: Content): Buffer[] {
  const packed = gzipSync(JSON.stringify(whole));
  const count = Math.ceil(packed.length / chunkBytesMax);
  return Array.from({ length: count }, (_, index) => packed.subarray(index * chunkBytesMax, (index + 1) * chunkBytesMax));
}

export const unpackContent = (chunks: readonly Uint8Array[]): Content =>
  content.parse(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()));
