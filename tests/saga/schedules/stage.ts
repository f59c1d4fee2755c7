import type { createBatcher as CreateBatcher } from '#shared/concurrency/batcher.ts';
import { DependencyUnavailableError, VersionConflictError } from '#shared/errors/outcome.ts';
import type { RowStore } from '#shared/saga/loop.ts';
import { StepImpossibleError } from '#shared/saga/task.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import type { Choose } from './explore.ts';

/** An external call that waits to be chosen, and its possible endings. */
type Call = { endings: readonly (() => void)[] };

/** How often things may go wrong in one run. */
export type Troubles = { failures: number; crashes: number };

export type Process<State> = ReturnType<ReturnType<typeof createStage<State>>['beginProcess']>;

type CallOut = <T>(name: string, happen: () => T) => Promise<T>;

/** Why a store refuses a change, apart from its version; undefined when it does not. */
export type Refuses<State> = (after: Versioned<State>, before: Versioned<State>) => Error | undefined;

/**
 * The environment of one service's loops: a table, and every external call. A call waits until the schedule ends it: it succeeds, it
 * fails before it takes effect, or it takes effect and its response is lost. Occasionally the process dies, and its calls with it.
 */
export function createStage<State>(choose: Choose, troubles: Troubles, createBatcher: typeof CreateBatcher) {
  const rows = new Map<string, Versioned<State>>();
  /** Every version that was ever stored. */
  const stored: Versioned<State>[] = [];
  const log: string[] = [];
  const left = { ...troubles };
  let calls: Call[] = [];
  let processes = 0;

  /** The calls of one process. Once another has started it is dead, and gets no more responses. */
  function beginProcess() {
    const self = ++processes;
    const call = <T>(name: string, happen: () => T): Promise<T> => callOf(self, name, happen);
    return { call, createStore: (refuses: Refuses<State>) => createStore(call, refuses) };
  }

  function callOf<T>(self: number, name: string, happen: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (self !== processes) return promise;
    const succeed = () => {
      log.push(name);
      try {
        resolve(happen());
      } catch (error) {
        reject(error);
      }
    };
    const fail = (isDone: boolean) => () => {
      left.failures--;
      log.push(`${name} fails${isDone ? ', and is done' : ''}`);
      if (isDone) tryTo(happen);
      reject(new DependencyUnavailableError('away'));
    };
    calls.push({ endings: [succeed, fail(false), fail(true)] });
    return promise;
  }

  /** A table of one service, whose rows share calls like those of shared/postgres/row-store.ts. */
  function createStore(call: CallOut, refuses: Refuses<State>): RowStore<State> {
    const load = createBatcher<string, Versioned<State> | undefined>({
      call: (orderIds) => call(`load ${orderIds.map(short)}`, () => orderIds.map((orderId) => rows.get(orderId))),
      inFlightMax: 2,
    });
    type Change = { after: Versioned<State>; before: Versioned<State> };
    const save = createBatcher<Change, undefined>({
      call: (changes) =>
        call(`save ${changes.map(({ after }) => `${short(after.orderId)} ${JSON.stringify(after.state)}`)}`, () =>
          write(changes),
        ),
      inFlightMax: 2,
      keyOf: ({ after }) => after.orderId,
      isOneEntrysFault: (error) => error instanceof StepImpossibleError,
    });

    /** All or nothing where one is impossible, like a transaction. Returns which were written, by order id. */
    function write(changes: readonly Change[]): (Error | undefined)[] {
      const impossible = changes
        .map(({ after, before }) => refuses(after, before))
        .find((error) => error instanceof StepImpossibleError);
      if (impossible) throw impossible;
      const written = new Set(changes.filter(writeOne).map(({ after }) => after.orderId));
      return changes.map(({ after, before }) =>
        written.has(after.orderId) ? undefined : (refuses(after, before) ?? new VersionConflictError()),
      );
    }

    function writeOne({ after, before }: Change): boolean {
      if ((rows.get(after.orderId)?.version ?? 0) !== before.version || refuses(after, before)) return false;
      rows.set(after.orderId, after);
      stored.push(after);
      return true;
    }

    return { load, save: (after, before) => save({ after, before }) };
  }

  /** Ends the waiting calls one by one, as chosen, until none waits. Returns whether the process died. */
  async function playOn(): Promise<boolean> {
    for (await idle(); calls.length > 0; await idle()) {
      const options = calls.flatMap((each) =>
        (left.failures > 0 ? each.endings : each.endings.slice(0, 1)).map((end) => ({ each, end })),
      );
      const option = options[choose(options.length + Math.min(1, left.crashes))];
      if (!option) {
        left.crashes--;
        log.push('the process dies');
        calls = [];
        return true;
      }
      calls = calls.filter((other) => other !== option.each);
      option.end();
    }
    return false;
  }

  return { rows, stored, log, beginProcess, playOn };
}

export const short = (orderId: string): string => orderId.slice(-1);

/** Waits until everything that needs no call has run: batchers send at the end of a turn. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function tryTo(happen: () => unknown): void {
  try {
    happen();
  } catch {
    // It was impossible, and no one noticed.
  }
}
