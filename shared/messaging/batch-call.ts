import { EntryFailedError } from '#shared/concurrency/batcher.ts';

/** The response of SNS and SQS batch calls: entries may fail even if the call succeeds. */
export type BatchAnswer = {
  Successful?: { Id?: string | undefined }[] | undefined;
  Failed?: { Id?: string | undefined; Code?: string | undefined; SenderFault?: boolean | undefined }[] | undefined;
};

/** A batch call for a batcher: numbers the entries and looks up the result of each in the response. */
export function batchCall<Entry extends object>(send: (entries: (Entry & { Id: string })[]) => Promise<BatchAnswer>) {
  return async (entries: readonly Entry[]): Promise<(EntryFailedError | undefined)[]> => {
    const answer = await send(entries.map((entry, index) => ({ ...entry, Id: String(index) })));
    return entries.map((_, index) => failureOf(String(index), answer));
  };
}

// An entry that the response does not mention was not accepted either.
function failureOf(id: string, { Successful = [], Failed = [] }: BatchAnswer): EntryFailedError | undefined {
  if (Successful.some(({ Id }) => Id === id)) return undefined;
  const failed = Failed.find(({ Id }) => Id === id);
  return new EntryFailedError(failed?.Code ?? 'NotMentioned', failed?.SenderFault ?? false);
}
