/** What the batch calls of SNS and SQS answer: some entries may fail in a call that succeeds. */
export type BatchAnswer = {
  Successful?: { Id?: string | undefined }[] | undefined;
  Failed?: { Id?: string | undefined; Code?: string | undefined; SenderFault?: boolean | undefined }[] | undefined;
};

type BatcherOptions<T> = {
  send: (entries: (T & { Id: string })[]) => Promise<BatchAnswer>;
  /** The size of an entry, where `bytesMax` matters. */
  bytesOf?: (entry: T) => number;
  bytesMax?: number;
  sizeMax?: number;
  inFlightMax?: number;
  /** How long an entry may wait for others to share its batch; for what nobody waits for. */
  lingerMilliseconds?: number;
  waitingMax?: number;
};

/**
 * Collects what many callers want to send into few batches. While fewer than `inFlightMax` batches are under way an entry
 * leaves at the end of the current turn of the event loop, or after `lingerMilliseconds`; otherwise it waits and shares the
 * next batch. So batches grow under load.
 *
 * `add` resolves once the other side has accepted the entry. It rejects with EntryFailedError when that very entry was
 * refused, and with the error of the call when the whole batch failed. Nothing is tried again here.
 */
export function createBatcher<T extends object>(options: BatcherOptions<T>) {
  const {
    send,
    bytesOf = () => 0,
    bytesMax = Number.POSITIVE_INFINITY,
    sizeMax = 10,
    inFlightMax = 4,
    lingerMilliseconds = 0,
    waitingMax = 10_000,
  } = options;
  const waiting: Waiting<T>[] = [];
  let inFlight = 0;
  let scheduled = false;

  function add(entry: T): Promise<void> {
    const bytes = bytesOf(entry);
    if (bytes > bytesMax) return Promise.reject(new EntryFailedError('TooLarge', true));
    if (waiting.length >= waitingMax) return Promise.reject(new EntryFailedError('TooManyWaiting', false));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ entry, bytes, resolve, reject });
    schedule();
    return promise;
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0 || inFlight >= inFlightMax) return;
    scheduled = true;
    if (lingerMilliseconds > 0 && waiting.length < sizeMax) setTimeout(leave, lingerMilliseconds);
    else setImmediate(leave);
  }

  function leave(): void {
    scheduled = false;
    while (waiting.length > 0 && inFlight < inFlightMax)
      void sendBatch(waiting.splice(0, countThatFits(waiting, { sizeMax, bytesMax })));
  }

  async function sendBatch(batch: readonly Waiting<T>[]): Promise<void> {
    inFlight++;
    try {
      const answer = await send(batch.map(({ entry }, index) => ({ ...entry, Id: String(index) })));
      batch.forEach((each, index) => {
        const failure = failureOf(String(index), answer);
        if (failure) each.reject(failure);
        else each.resolve();
      });
    } catch (error) {
      for (const each of batch) each.reject(error);
    } finally {
      inFlight--;
      schedule();
    }
  }

  return { add };
}

/** One entry of a batch was not accepted. `senderFault` means that it never will be. */
export class EntryFailedError extends Error {
  override name = 'EntryFailedError';
  readonly code: string;
  readonly senderFault: boolean;

  constructor(code: string, senderFault: boolean) {
    super(`entry not accepted: ${code}`);
    this.code = code;
    this.senderFault = senderFault;
  }
}

/** How many of those who wait go into the next batch: in order, at least one, within both bounds. */
export function countThatFits(
  waiting: readonly { bytes: number }[],
  { sizeMax, bytesMax }: { sizeMax: number; bytesMax: number },
): number {
  let total = 0;
  const end = waiting.findIndex(({ bytes }, index) => {
    total += bytes;
    return index === sizeMax || (index > 0 && total > bytesMax);
  });
  return end === -1 ? waiting.length : end;
}

type Waiting<T> = { entry: T; bytes: number; resolve: () => void; reject: (error: unknown) => void };

// An entry that the answer does not mention at all was not accepted either.
function failureOf(id: string, { Successful = [], Failed = [] }: BatchAnswer): EntryFailedError | undefined {
  if (Successful.some(({ Id }) => Id === id)) return undefined;
  const failed = Failed.find(({ Id }) => Id === id);
  return new EntryFailedError(failed?.Code ?? 'NotMentioned', failed?.SenderFault ?? false);
}
