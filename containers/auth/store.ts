import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import type { User } from './domain.ts';
import { users } from './schema.ts';

export type Store = ReturnType<typeof createStore>;

const userColumns = { userId: users.userId, email: users.email, roles: users.roles };

/** Users and their sessions in PostgreSQL. Each function is one statement; the time is the database's. */
export function createStore(database: Database) {
  return {
    /** @returns false if somebody has this e-mail already */
    async addUser(user: User & { name: string | undefined; passwordHash: string }): Promise<boolean> {
      const added = await database.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning(userColumns);
      return added.length === 1;
    },

    async findUser(userId: string): Promise<User | undefined> {
      const [user] = await database.select(userColumns).from(users).where(eq(users.userId, userId));
      return user;
    },

    async findByEmail(email: string): Promise<(User & { passwordHash: string }) | undefined> {
      const columns = { ...userColumns, passwordHash: users.passwordHash };
      const [user] = await database.select(columns).from(users).where(eq(users.email, email));
      return user;
    },

    /** Does nothing if the hash is no longer `from`: somebody else has replaced it. */
    async replacePasswordHash({ userId, from, to }: { userId: string; from: string; to: string }): Promise<void> {
      const current = and(eq(users.userId, userId), eq(users.passwordHash, from));
      await database.update(users).set({ passwordHash: to }).where(current);
    },

    /** @returns the user with the role, or undefined if there is no such e-mail */
    async grantRole(email: string, role: Role): Promise<User | undefined> {
      const granted = sql`case when ${role} = any(roles) then roles else array_append(roles, ${role}) end`;
      const [user] = await database.update(users).set({ roles: granted }).where(eq(users.email, email)).returning(userColumns);
      return user;
    },

    /** Opens a session with its first refresh token. */
    async openSession(session: { sessionId: string; userId: string; lifeDays: number; tokenHash: string }): Promise<void> {
      await database.execute(sql`
        with opened as (
          insert into auth.sessions (session_id, user_id, expires_at)
          values (${session.sessionId}, ${session.userId}, now() + make_interval(days => ${session.lifeDays}))
          returning session_id
        )
        insert into auth.refresh_tokens (token_hash, session_id) select ${session.tokenHash}, session_id from opened`);
    },

    /**
     * Uses a refresh token up and puts its successor in its place. Of any number of calls with one token, one succeeds.
     * @returns the session's user; undefined if the token is unknown or used, or its session ended or expired
     */
    async rotate({ tokenHash, successorHash }: { tokenHash: string; successorHash: string }): Promise<User | undefined> {
      const [user] = await database.execute<User>(sql`
        with used as (
          update auth.refresh_tokens token set used_at = now()
          from auth.sessions session
          where token.token_hash = ${tokenHash} and token.used_at is null
            and session.session_id = token.session_id and session.ended_at is null and session.expires_at > now()
          returning session.session_id, session.user_id
        ), successor as (
          insert into auth.refresh_tokens (token_hash, session_id) select ${successorHash}, session_id from used
        )
        select user_id as "userId", email, roles from auth.users join used using (user_id)`);
      return user;
    },

    /** Ends a session that one of its used tokens came back to, if the use was more than `graceSeconds` ago. */
    async endIfReused({ tokenHash, graceSeconds }: { tokenHash: string; graceSeconds: number }): Promise<void> {
      await database.execute(sql`
        update auth.sessions session set ended_at = now()
        from auth.refresh_tokens token
        where token.token_hash = ${tokenHash} and session.session_id = token.session_id and session.ended_at is null
          and token.used_at < now() - make_interval(secs => ${graceSeconds})`);
    },

    /** Ends the session of a refresh token, used or not. */
    async endSession(tokenHash: string): Promise<void> {
      await database.execute(sql`
        update auth.sessions session set ended_at = now()
        from auth.refresh_tokens token
        where token.token_hash = ${tokenHash} and session.session_id = token.session_id and session.ended_at is null`);
    },
  };
}
