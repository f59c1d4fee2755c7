import { here, type Scope, together } from '#shared/tracing/tracing.ts';

export type BatcherOptions<Entry, Result> = {
  /**
   * One call for several entries. Returns, in order, the result or the Error of each entry. If the call rejects,
   * that error applies to all of them.
   */
  call: (entries: readonly Entry[]) => Promise<readonly (Result | Error)[]>;
  /** The size of an entry, where `bytesMax` matters. */
  bytesOf?: (entry: Entry) => number;
  bytesMax?: number;
  sizeMax?: number;
  inFlightMax?: number;
  /** How long an entry may wait for others to share its call, for calls whose result no caller waits for. */
  lingerMilliseconds?: number;
  waitingMax?: number;
  /** Entries with the same key never share a call but run one after another. By default any entries may share one. */
  keyOf?: (entry: Entry) => unknown;
  /** Whether a call's error may be the fault of a single entry: then each entry is called again separately. */
  isOneEntrysFault?: (error: unknown) => boolean;
};

/**
 * Batches what is requested at the same time. While fewer than `inFlightMax` calls are in flight, an entry leaves at the end of
 * the current event loop turn, or after `lingerMilliseconds`; otherwise it waits and shares the next call. So batches grow
 * under load, and a lone entry does not wait.
 *
 * The returned function resolves with the entry's result. It rejects with EntryFailedError when the entry is too large or too
 * many are waiting, and with the error of the entry or of its call.
 */
export function createBatcher<Entry, Result>(options: BatcherOptions<Entry, Result>): (entry: Entry) => Promise<Result> {
  const { call, bytesOf = () => 0, bytesMax = Number.POSITIVE_INFINITY, sizeMax = 10, inFlightMax = 4 } = options;
  const { lingerMilliseconds = 0, waitingMax = 10_000, keyOf = () => Symbol(), isOneEntrysFault = () => false } = options;
  const waiting: Waiting<Entry, Result>[] = [];
  let inFlight = 0;
  let scheduled: (() => void) | undefined;

  function add(entry: Entry): Promise<Result> {
    const bytes = bytesOf(entry);
    if (bytes > bytesMax) return Promise.reject(new EntryFailedError('TooLarge', true));
    if (waiting.length >= waitingMax) return Promise.reject(new EntryFailedError('TooManyWaiting', false));
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ entry, key: keyOf(entry), bytes, scope: here(), resolve, reject });
    schedule();
    return promise;
  }

  function schedule(): void {
    if (waiting.length === 0 || inFlight >= inFlightMax) return;
    const isFull = waiting.length >= sizeMax;
    if (scheduled && !isFull) return;
    scheduled?.();
    scheduled = isFull || lingerMilliseconds === 0 ? soon(leave) : later(leave, lingerMilliseconds);
  }

  function leave(): void {
    scheduled = undefined;
    while (waiting.length > 0 && inFlight < inFlightMax)
      void callFor(waiting.splice(0, countThatFits(waiting, { sizeMax, bytesMax })));
  }

  async function callFor(batch: readonly Waiting<Entry, Result>[]): Promise<void> {
    inFlight++;
    try {
      const scopes = batch.map(({ scope }) => scope);
      const results = await together(scopes, () => call(batch.map(({ entry }) => entry)));
      for (const [index, each] of batch.entries()) settle(each, results[index]);
    } catch (error) {
      const isToBeFound = batch.length > 1 && isOneEntrysFault(error);
      for (const each of batch) {
        if (isToBeFound) await callFor([each]);
        else each.reject(error);
      }
    } finally {
      inFlight--;
      schedule();
    }
  }

  return add;
}

/** An entry was not accepted. `senderFault` means that it never will be. */
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

/** How many waiting entries go into the next call: in order, at least one, within both bounds, and no key twice. */
export function countThatFits(
  waiting: readonly { bytes: number; key: unknown }[],
  { sizeMax, bytesMax }: { sizeMax: number; bytesMax: number },
): number {
  let total = 0;
  const keys = new Set<unknown>();
  const end = waiting.findIndex(({ bytes, key }, index) => {
    total += bytes;
    return index === sizeMax || (index > 0 && total > bytesMax) || keys.size === keys.add(key).size;
  });
  return end === -1 ? waiting.length : end;
}

type Waiting<Entry, Result> = {
  entry: Entry;
  key: unknown;
  bytes: number;
  /** The tracing scope where it was added. */
  scope: Scope | undefined;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

function settle<Entry, Result>({ resolve, reject }: Waiting<Entry, Result>, result: Result | Error | undefined): void {
  if (result instanceof Error) reject(result);
  else resolve(result as Result);
}

/** Both return a function that cancels the run. */
function soon(run: () => void): () => void {
  const immediate = setImmediate(run);
  return () => clearImmediate(immediate);
}

function later(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
