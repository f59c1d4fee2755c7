import type { Event } from '#events/index.ts';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import type { Database } from './connect.ts';

export type RowStoreOptions<State, Row extends object> = {
  /** The table, whose key is `order_id` and whose `version` counts the changes. */
  table: string;
  /** The columns to read besides these two. */
  reads: string;
  fromRow: (row: Row & Key) => { state: State; event: Event | undefined };
  /** The fields to write, with their SQL types. */
  fields: Record<string, string>;
  toFields: (after: Versioned<State>, before: Versioned<State>) => object;
  /** The assignments of an update; `i` holds the fields. */
  set: string;
  /** The fields that are the columns of a new row; none where rows are inserted elsewhere. */
  inserts?: readonly string[];
};

type Key = { order_id: string; version: number };

// Every call is a commit, so few run at once and batches grow instead.
const calls = { sizeMax: 100, inFlightMax: 2 };

/**
 * One row per order in PostgreSQL. Concurrent reads or writes share a statement, and each change is guarded by the version that
 * it was decided on. A statement that fails because of one row is run again for each row separately.
 */
export function createRowStore<State, Row extends object>(db: Database, options: RowStoreOptions<State, Row>) {
  const { fromRow, toFields } = options;
  const [read, write] = [readStatement(options), writeStatement(options)];

  const load = createBatcher<string, Versioned<State> | undefined>({
    call: async (orderIds) => {
      const rows = await db.runPrepared<Row & Key>(read, [orderIds.join()]);
      const found = new Map(rows.map((row) => [row.order_id, row]));
      return orderIds.map((orderId) => {
        const row = found.get(orderId);
        return row && { orderId, version: row.version, ...fromRow(row) };
      });
    },
    ...calls,
  });

  const save = createBatcher<Change<State>, undefined>({
    call: async (changes) => {
      const entries = changes.map(({ after, before }) => ({
        order_id: after.orderId,
        version: after.version,
        ...toFields(after, before),
      }));
      const written = new Set((await db.runPrepared<Key>(write, [JSON.stringify(entries)])).map(({ order_id }) => order_id));
      return changes.map(({ after: { orderId } }) => (written.has(orderId) ? undefined : conflict(orderId)));
    },
    keyOf: ({ after }) => after.orderId,
    isOneEntrysFault: (error) => !isUnavailable(error),
    ...calls,
  });

  return {
    load,
    /** @throws VersionConflictError when another change came first, or another transaction has locked the row */
    save: (after: Versioned<State>, before: Versioned<State>): Promise<void> => save({ after, before }),
  };
}

type Change<State> = { after: Versioned<State>; before: Versioned<State> };

const conflict = (orderId: string) => new VersionConflictError(`the row of order ${orderId} has changed meanwhile`);

type Shape = Pick<RowStoreOptions<never, never>, 'table' | 'reads' | 'fields' | 'set' | 'inserts'>;

const readStatement = ({ table, reads }: Shape): string =>
  `select order_id, version, ${reads} from ${table} where order_id = any(string_to_array($1, ',')::uuid[])`;

/**
 * Skips locked rows instead of waiting for them, so that the other rows in the batch do not wait either. The rows are named by an array
 * as well, because for a join alone the planner reads the whole index while the table is small.
 */
function writeStatement({ table, fields, set, inserts }: Shape): string {
  const columns = ['order_id', 'version', ...(inserts ?? [])].join();
  const types = Object.entries(fields).map(([name, type]) => `${name} ${type}`);
  const inserted = `inserted as (
      insert into ${table} (${columns}) select ${columns} from input where version = 1 order by order_id
      on conflict do nothing returning order_id
    ),`;
  return `
    with input as (
      select * from jsonb_to_recordset($1::jsonb) as entry(order_id uuid, version integer, ${types})
    ), ${inserts ? inserted : ''} free as (
      select order_id from ${table} t join input i using (order_id)
      where t.order_id = any(array(select order_id from input)) and t.version = i.version - 1
      for update of t skip locked
    ), updated as (
      update ${table} t set version = i.version, ${set} from free join input i using (order_id)
      where t.order_id = i.order_id and t.version = i.version - 1
      returning t.order_id
    )
    select order_id from updated ${inserts ? 'union all select order_id from inserted' : ''}`;
}
