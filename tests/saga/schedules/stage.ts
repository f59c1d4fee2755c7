import { createBatcher } from '#shared/concurrency/batcher.ts';
import { DependencyUnavailableError, VersionConflictError } from '#shared/errors/outcome.ts';
import type { RowStore } from '#shared/saga/loop.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import type { Choose } from './explore.ts';

/** A call to the world outside that waits to be chosen, and the ways in which it may end. */
type Call = { endings: readonly (() => void)[] };

/** How often things may go wrong in one run. */
export type Troubles = { failures: number; crashes: number };

export type Stage<State> = ReturnType<typeof createStage<State>>;

/** Why a store refuses a change, apart from its version; nothing when it does not. */
export type Refuses<State> = (before: State, after: State) => Error | undefined;

/**
 * The world around the loops of one service: a table, and everybody who is called. A call waits until the schedule lets it end: it
 * is done, it fails before it is done, or it is done and nobody hears of it. Once in a while the process dies, and its calls with it.
 */
export function createStage<State>(choose: Choose, troubles: Troubles) {
  const rows = new Map<string, Versioned<State>>();
  /** Every version that was ever stored. */
  const stored: Versioned<State>[] = [];
  const log: string[] = [];
  const left = { ...troubles };
  let calls: Call[] = [];

  function call<T>(name: string, happen: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const succeed = () => {
      log.push(name);
      resolve(happen());
    };
    const fail = (isDone: boolean) => () => {
      left.failures--;
      log.push(`${name} fails${isDone ? ', and is done' : ''}`);
      if (isDone) happen();
      reject(new DependencyUnavailableError('away'));
    };
    calls.push({ endings: [succeed, fail(false), fail(true)] });
    return promise;
  }

  /** A table of one service, whose rows share their calls as those of shared/postgres/row-store.ts do. */
  function createStore(refuses: Refuses<State>): RowStore<State> {
    const load = createBatcher<string, Versioned<State> | undefined>({
      call: (orderIds) => call(`load ${orderIds.map(short)}`, () => orderIds.map((orderId) => rows.get(orderId))),
      inFlightMax: 2,
    });
    type Change = { after: Versioned<State>; before: Versioned<State> };
    const save = createBatcher<Change, undefined>({
      call: (changes) =>
        call(`save ${changes.map(({ after }) => `${short(after.orderId)} ${JSON.stringify(after.state)}`)}`, () =>
          changes.map(write),
        ),
      inFlightMax: 2,
      keyOf: ({ after }) => after.orderId,
    });
    function write({ after, before }: Change): Error | undefined {
      if ((rows.get(after.orderId)?.version ?? 0) !== before.version) return new VersionConflictError();
      const refusal = refuses(before.state, after.state);
      if (refusal) return refusal;
      rows.set(after.orderId, after);
      stored.push(after);
      return undefined;
    }
    return { load, save: (after, before) => save({ after, before }) };
  }

  /** Lets the calls that wait end, one by one, as they are chosen, until nobody waits. Returns whether the process died. */
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

  return { rows, stored, log, createStore, call, playOn };
}

export const short = (orderId: string): string => orderId.slice(-1);

/** Everything that needs no call has run: whatever gathers calls does so at the end of a turn. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
