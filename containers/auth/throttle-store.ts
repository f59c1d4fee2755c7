import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';

/**
 * The allowance of one key: one attempt per `spacingSeconds`, with bursts of as many as fit into `spanSeconds`. A single timestamp is
 * the count: the time at which the allowance is fully refilled (the generic cell rate algorithm, ITU-T I.371).
 */
export type Budget = { key: string; spacingSeconds: number; spanSeconds: number };

type Ask = {
  /** Taken from in order, stopping at the first that refuses. */
  budgets: Budget[];
  /** Taken from instead, if the address was remembered within that many days. */
  known?: { accountAddress: string; days: number; budgets: Budget[] };
};

/** `waitSeconds` is set if a budget is used up: the time until it allows an attempt again. */
type Taken = { budgets: Budget[]; waitSeconds?: number };

export type ThrottleStore = ReturnType<typeof createThrottleStore>;

/** Stores the counts in PostgreSQL. Each function is one statement and uses the database's clock. */
export function createThrottleStore(database: Database) {
  return {
    /**
     * Takes one from each budget, in order. Once a budget refuses, later ones are not charged, so that an attempt refused because of
     * its own address does not use up the allowance of others.
     */
    async take({ budgets, known }: Ask): Promise<Taken> {
      const isKnown = known
        ? sql`select from auth.known_addresses where account_address = ${known.accountAddress}
            and last_used_at > now() - make_interval(days => ${known.days})`
        : sql`select where false`;
      const all = [...(known?.budgets ?? []), ...budgets];
      const steps = [
        ...chain(known?.budgets ?? [], { prefix: 'known', first: sql`exists (select from known)` }),
        ...chain(budgets, { prefix: 'general', first: sql`not exists (select from known)` }),
      ];
      const [row] = await database.execute<{ isKnown: boolean; taken: string[]; spent: Record<string, number> }>(sql`
        with known as materialized (${isKnown}), ${sql.join(
          steps.map(({ name, statement }) => sql`${name} as (${statement})`),
          sql`, `,
        )}
        select exists (select from known) as "isKnown",
          to_jsonb(array(${sql.join(
            steps.map(({ name }) => sql`select key from ${name}`),
            sql` union all `,
          )})) as taken,
          (select coalesce(jsonb_object_agg(key, extract(epoch from spent_until - now())), '{}') from auth.throttles
            where ${isOneOf(all)}) as spent`);
      if (!row) throw new Error('a select without a from clause must return one row');
      const asked = row.isKnown ? (known?.budgets ?? []) : budgets;
      const refusing = asked.find(({ key }) => !row.taken.includes(key));
      return refusing ? { budgets: asked, waitSeconds: waitOf(refusing, row.spent[refusing.key]) } : { budgets: asked };
    },

    /** Returns what `take` took from each budget. */
    async giveBack(budgets: Budget[]): Promise<void> {
      const given = budgets.map(({ key, spacingSeconds }) => sql`(${key}::text, ${spacingSeconds}::float)`);
      // Locks rows in the same order as `take`, which is alphabetical, to avoid deadlocks.
      await database.execute(sql`
        with given (key, seconds) as (values ${sql.join(given, sql`, `)}),
        locked as (select key from auth.throttles where ${isOneOf(budgets)} order by key collate "C" for update)
        update auth.throttles throttle set spent_until = throttle.spent_until - make_interval(secs => given.seconds)
        from locked join given using (key) where throttle.key = locked.key`);
    },

    /** Records that this account was signed in to from this address just now. */
    async remember({ userId, accountAddress }: { userId: string; accountAddress: string }): Promise<void> {
      await database.execute(sql`
        insert into auth.known_addresses (account_address, user_id, last_used_at)
        select ${accountAddress}::text, user_id, now() from auth.users where user_id = ${userId} for key share
        on conflict (account_address) do update set user_id = excluded.user_id, last_used_at = excluded.last_used_at`);
    },
  };
}

type Chain = { prefix: string; first: SQL };

/** One insert per budget; each runs only if the previous one succeeded. */
function chain(budgets: Budget[], { prefix, first }: Chain): { name: SQL; statement: SQL }[] {
  const names = budgets.map((_, index) => sql.raw(`${prefix}_${index}`));
  return budgets.map((budget, index) => ({
    name: names[index] as SQL,
    statement: takeOne(budget, index === 0 ? first : sql`exists (select from ${names[index - 1]})`),
  }));
}

function takeOne({ key, spacingSeconds, spanSeconds }: Budget, condition: SQL): SQL {
  const spacing = sql`make_interval(secs => ${spacingSeconds}::float)`;
  return sql`insert into auth.throttles as throttle (key, spent_until) select ${key}::text, now() + ${spacing} where ${condition}
    on conflict (key) do update set spent_until = greatest(throttle.spent_until, now()) + ${spacing}
    where throttle.spent_until <= now() + make_interval(secs => ${spanSeconds - spacingSeconds}::float)
    returning key`;
}

const isOneOf = (budgets: Budget[]) =>
  sql`key in (${sql.join(
    budgets.map(({ key }) => sql`${key}`),
    sql`, `,
  )})`;

/** At least a second, because the row was read before concurrent attempts changed it. */
const waitOf = ({ spacingSeconds, spanSeconds }: Budget, spentSeconds = 0) =>
  Math.max(1, Math.ceil(spentSeconds + spacingSeconds - spanSeconds));
