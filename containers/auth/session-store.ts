import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import type { Subject } from './domain.ts';

/** Stores sessions and their refresh tokens in PostgreSQL. Each function is one statement and uses the database's clock. */
export function createSessionStore(database: Database) {
  return {
    /**
     * Opens a session with its first refresh token.
     * @param generation the user's generation, read before the password was checked
     * @returns false if the user has been deleted or disabled, or all their sessions have been ended since
     */
    async openSession(session: NewSession): Promise<boolean> {
      const opened = await database.execute(sql`
        with opened as (
          insert into auth.sessions (session_id, user_id, expires_at, generation)
          select ${session.sessionId}::uuid, user_id, now() + make_interval(days => ${session.lifeDays}), session_generation
          from auth.users where user_id = ${session.userId} and session_generation = ${session.generation} and disabled_at is null
          for key share
          returning session_id
        )
        insert into auth.refresh_tokens (token_hash, session_id) select ${session.tokenHash}, session_id from opened
        returning token_hash`);
      return opened.length === 1;
    },

    /**
     * Replaces a refresh token by its successor. Of concurrent calls with the same token, only one succeeds.
     * @returns the session's user; undefined if the token is unknown or used, or its session is over
     */
    async rotate({ tokenHash, successorHash, seed }: Rotation): Promise<Subject | undefined> {
      const [user] = await database.execute<Subject>(sql`
        with used as (
          update auth.refresh_tokens token set used_at = now(), successor_hash = ${successorHash}, seed = null
          from auth.sessions session join auth.users owner using (user_id)
          where token.token_hash = ${tokenHash} and token.used_at is null
            and session.session_id = token.session_id and ${isAlive}
          returning session.session_id, session.user_id
        ), successor as (
          insert into auth.refresh_tokens (token_hash, session_id, seed) select ${successorHash}, session_id, ${seed} from used
        )
        select user_id as "userId", email, to_jsonb(roles) as roles, session_generation as "sessionGeneration"
        from auth.users join used using (user_id)`);
      return user;
    },

    /**
     * Finds the successor of a token used at most `graceSeconds` ago, if that successor is unused and the session is alive.
     * @returns the seed that derives the successor from the token, and the session's user
     */
    async findRotated({ tokenHash, graceSeconds }: Reuse): Promise<{ seed: string; user: Subject } | undefined> {
      const [found] = await database.execute<Subject & { seed: string }>(sql`
        select successor.seed, user_id as "userId", email, to_jsonb(roles) as roles, owner.session_generation as "sessionGeneration"
        from auth.refresh_tokens token
        join auth.refresh_tokens successor on successor.token_hash = token.successor_hash
        join auth.sessions session on session.session_id = token.session_id
        join auth.users owner using (user_id)
        where token.token_hash = ${tokenHash} and token.used_at >= now() - make_interval(secs => ${graceSeconds})
          and successor.used_at is null and successor.seed is not null and ${isAlive}`);
      if (!found) return undefined;
      const { seed, ...user } = found;
      return { seed, user };
    },

    /**
     * Ends the session of a token that is used again more than `graceSeconds` after its first use.
     * @returns the session's user, if this call ended it
     */
    async endIfReused({ tokenHash, graceSeconds }: Reuse): Promise<Owner | undefined> {
      const [owner] = await database.execute<Owner>(sql`
        update auth.sessions session set ended_at = now()
        from auth.refresh_tokens token
        where token.token_hash = ${tokenHash} and session.session_id = token.session_id and session.ended_at is null
          and token.used_at < now() - make_interval(secs => ${graceSeconds})
        returning session.user_id as "userId"`);
      return owner;
    },

    /** Whether a refresh token, used or not, belongs to a disabled account. */
    async isOfDisabled(tokenHash: string): Promise<boolean> {
      const found = await database.execute(sql`
        select from auth.refresh_tokens token join auth.sessions session using (session_id) join auth.users owner using (user_id)
        where token.token_hash = ${tokenHash} and owner.disabled_at is not null`);
      return found.length === 1;
    },

    /** Ends all sessions of a user. @returns the user's new generation; undefined if there is no such user */
    async endSessions(userId: string): Promise<number | undefined> {
      const [raised] = await database.execute<{ generation: number }>(sql`
        with raised as (
          update auth.users set session_generation = session_generation + 1 where user_id = ${userId}
          returning user_id, session_generation
        ), ended as (${endSessionsOf(sql`select user_id from raised`)})
        select session_generation as generation from raised`);
      return raised?.generation;
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

type Owner = { userId: string };
type Rotation = { tokenHash: string; successorHash: string; seed: string };
type Reuse = { tokenHash: string; graceSeconds: number };
type NewSession = { sessionId: string; userId: string; generation: number; lifeDays: number; tokenHash: string };

/** A condition on a `session` joined with its `owner`. */
const isAlive = sql`session.ended_at is null and session.expires_at > now()
  and coalesce(session.generation, owner.session_generation) = owner.session_generation and owner.disabled_at is null`;

/** Does not see a session that is being opened at the same time; the user's generation ends that one. */
export const endSessionsOf = (userIds: SQL) =>
  sql`update auth.sessions set ended_at = now() where user_id in (${userIds}) and ended_at is null`;
