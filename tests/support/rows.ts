import type { Draft } from '#events/index.ts';
import type { RowStore } from '#shared/saga/loop.ts';
import { type Versioned, withState } from '#shared/saga/versioned.ts';
import { causeOf } from './an-order.ts';

/** A store as the loop uses it, one change at a time. */
export function rowsOf<State>(
  store: () => RowStore<State>,
  { none, toEvent }: { none?: State; toEvent: (state: State) => Draft | undefined },
) {
  async function load(orderId: string): Promise<Versioned<State>> {
    const row = (await store().load(orderId)) ?? (none && { orderId, state: none, version: 0, event: undefined });
    if (!row) throw new Error(`there is no order ${orderId}`);
    return row;
  }

  /** Saves a state, unless it is the row's own. */
  async function save(row: Versioned<State>, state: State): Promise<Versioned<State>> {
    if (state === row.state) return row;
    const after = withState(row, state, { cause: causeOf(row.orderId), toEvent });
    await store().save(after, row);
    return after;
  }

  return { load, save };
}
