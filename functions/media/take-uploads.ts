import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Deps, takeUpload } from './take-upload.ts';
import { uploadedKeys } from './uploaded-keys.ts';

/**
 * Processes the uploads in each message and reports the messages that failed, which SQS redelivers and eventually
 * parks in the dead-letter queue.
 */
export async function takeUploads(records: readonly SQSRecord[], deps: Deps): Promise<SQSBatchResponse> {
  const failures = await Promise.all(
    records.map(async ({ body, messageId }) => {
      try {
        for (const key of uploadedKeys(body)) await takeUpload(key, deps);
        return [];
      } catch (err) {
        deps.log.warn({ err, messageId }, 'upload failed');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}
