import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import { createAccountStore } from './account-store.ts';
import type { KnownUser, Subject, User } from './domain.ts';
import { users } from './schema.ts';
import { createSessionStore, endSessionsOf } from './session-store.ts';

export type Store = ReturnType<typeof createStore>;

/** A user with the data that signing in needs. */
export type Credentials = Subject & KnownUser & { passwordHash: string; registration: string | null };

const userColumns = { userId: users.userId, email: users.email, name: users.name, roles: users.roles };

/** Stores users and their sessions in PostgreSQL. Each function is one statement and uses the database's clock. */
export function createStore(database: Database) {
  return {
    /** @returns false if the email is taken */
    async addUser(user: User & { passwordHash: string; registration: string | undefined }): Promise<boolean> {
      const added = await database.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning(userColumns);
      return added.length === 1;
    },

    async findUser(userId: string): Promise<(KnownUser & Subject) | undefined> {
      const columns = { ...userColumns, disabledAt: users.disabledAt, sessionGeneration: users.sessionGeneration };
      const [user] = await database.select(columns).from(users).where(eq(users.userId, userId));
      return user;
    },

    async findByEmail(email: string): Promise<Credentials | undefined> {
      const { passwordHash, sessionGeneration, registration, disabledAt } = users;
      const columns = { ...userColumns, passwordHash, sessionGeneration, registration, disabledAt };
      const [user] = await database.select(columns).from(users).where(eq(users.email, email));
      return user;
    },

    /** Changes or removes a user's name. @returns the changed user; undefined if there is no such user */
    async rename(userId: string, name: string | null): Promise<User | undefined> {
      const [user] = await database.update(users).set({ name }).where(eq(users.userId, userId)).returning(userColumns);
      return user;
    },

    /** Does nothing if the hash is no longer `from`, because another request has replaced it. */
    async replacePasswordHash({ userId, from, to }: { userId: string; from: string; to: string }): Promise<void> {
      const current = and(eq(users.userId, userId), eq(users.passwordHash, from));
      await database.update(users).set({ passwordHash: to }).where(current);
    },

    /** @returns the user with the role, or undefined if there is no such email */
    async grantRole(email: string, role: Role): Promise<User | undefined> {
      const granted = sql`case when ${role} = any(roles) then roles else array_append(roles, ${role}) end`;
      const [user] = await database.update(users).set({ roles: granted }).where(eq(users.email, email)).returning(userColumns);
      return user;
    },

    /**
     * Changes the password and ends all sessions, if the current hash is still `from`.
     * @returns false if it is not
     */
    async changePassword({ userId, from, to }: { userId: string; from: string; to: string }): Promise<boolean> {
      const changed = await database.execute(sql`
        with changed as (
          update auth.users set password_hash = ${to}, session_generation = session_generation + 1
          where user_id = ${userId} and password_hash = ${from} returning user_id
        ), ended as (${endSessionsOf(sql`select user_id from changed`)})
        select from changed`);
      return changed.length === 1;
    },

    /**
     * Deletes a user and everything that belongs to them, if the current hash is still `passwordHash`.
     * @returns false if it is not
     */
    async removeUser({ userId, passwordHash }: { userId: string; passwordHash: string }): Promise<boolean> {
      const current = and(eq(users.userId, userId), eq(users.passwordHash, passwordHash));
      const removed = await database.delete(users).where(current).returning({ userId: users.userId });
      return removed.length === 1;
    },

    ...createSessionStore(database),
    ...createAccountStore(database),
  };
}
