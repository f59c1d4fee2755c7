import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import type { AccountAction, KnownUser } from './domain.ts';
import { accountActions, users } from './schema.ts';
import { endSessionsOf } from './session-store.ts';

export type AccountChange = { actionId: string; action: AccountAction; userId: string; adminId: string; reason: string };

/** An account as administrators see it, with what they did to it, oldest first. */
export type Account = KnownUser & { sessionGeneration: number; createdAt: Date; actions: NotedAction[] };
export type NotedAction = { action: AccountAction; reason: string; adminId: string; at: Date };

/** Reads and changes accounts for administrators, in PostgreSQL. */
export function createAccountStore(database: Database) {
  return {
    async findAccount(userId: string): Promise<Account | undefined> {
      const { email, name, roles, disabledAt, sessionGeneration, createdAt } = users;
      const columns = { userId: users.userId, email, name, roles, disabledAt, sessionGeneration, createdAt };
      const [account] = await database.select(columns).from(users).where(eq(users.userId, userId));
      return account && { ...account, actions: await actionsOf(userId) };
    },

    /**
     * Disables or enables an account, records who did it and why, and ends all its sessions, in one statement. Both accounts are locked
     * first, always in the same order, so that two administrators cannot disable each other at the same time.
     * @returns false if the account is in that state already or does not exist, or if the administrator is disabled
     */
    async changeAccess({ actionId, action, userId, adminId, reason }: AccountChange): Promise<boolean> {
      const isToBe = action === 'disable';
      const changed = await database.execute(sql`
        with locked as (
          select user_id, disabled_at from auth.users where user_id in (${userId}, ${adminId}) order by user_id for no key update
        ), changed as (
          update auth.users set disabled_at = ${isToBe ? sql`now()` : sql`null`}, session_generation = session_generation + 1
          where user_id = ${userId} and (disabled_at is null) = ${isToBe}
            and exists (select from locked where user_id = ${adminId} and disabled_at is null)
          returning user_id
        ), noted as (
          insert into auth.account_actions (action_id, user_id, action, reason, admin_id)
          select ${actionId}::uuid, user_id, ${action}, ${reason}, ${adminId}::uuid from changed
        ), ended as (${endSessionsOf(sql`select user_id from changed`)})
        select from changed`);
      return changed.length === 1;
    },
  };

  function actionsOf(userId: string): Promise<NotedAction[]> {
    const { action, reason, adminId, at, actionId } = accountActions;
    const columns = { action, reason, adminId, at };
    const noted = database.select(columns).from(accountActions).where(eq(accountActions.userId, userId));
    return noted.orderBy(asc(at), asc(actionId));
  }
}
