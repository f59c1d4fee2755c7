import { EntryFailedError } from '#shared/concurrency/batcher.ts';

/** What the batch calls of SNS and SQS answer: some entries may fail in a call that succeeds. */
export type BatchAnswer = {
  Successful?: { Id?: string | undefined }[] | undefined;
  Failed?: { Id?: string | undefined; Code?: string | undefined; SenderFault?: boolean | undefined }[] | undefined;
};

/** A batch call as a batcher makes it: numbers the entries, and finds in the answer what became of each. */
export function batchCall<Entry extends object>(send: (entries: (Entry & { Id: string })[]) => Promise<BatchAnswer>) {
  return async (entries: readonly Entry[]): Promise<(EntryFailedError | undefined)[]> => {
    const answer = await send(entries.map((entry, index) => ({ ...entry, Id: String(index) })));
    return entries.map((_, index) => failureOf(String(index), answer));
  };
}

// An entry that the answer does not mention at all was not accepted either.
function failureOf(id: string, { Successful = [], Failed = [] }: BatchAnswer): EntryFailedError | undefined {
  if (Successful.some(({ Id }) => Id === id)) return undefined;
  const failed = Failed.find(({ Id }) => Id === id);
  return new EntryFailedError(failed?.Code ?? 'NotMentioned', failed?.SenderFault ?? false);
}
