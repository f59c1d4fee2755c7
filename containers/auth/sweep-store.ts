import { sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import { knownDays } from './throttle.ts';

// Few enough not to slow down a request, and more than a request adds.
const tokensMax = 100;
const othersMax = 20;

/**
 * Deletes a batch of expired rows: tokens of expired sessions, expired sessions without tokens, addresses long unused, and fully
 * refilled allowances. Rows locked by another transaction are left for the next time.
 */
export function createSweep(database: Database): () => Promise<void> {
  return async () => {
    await database.execute(sql`
      with tokens as (
        select token_hash from auth.refresh_tokens token join auth.sessions session using (session_id)
        where session.expires_at < now() limit ${tokensMax} for update of token skip locked
      ), sessions as (
        select session_id from auth.sessions session
        where expires_at < now() and not exists (select from auth.refresh_tokens token where token.session_id = session.session_id)
        limit ${othersMax} for update skip locked
      ), addresses as (
        select account_address from auth.known_addresses
        where last_used_at < now() - make_interval(days => ${knownDays}) limit ${othersMax} for update skip locked
      ), throttles as (
        select key from auth.throttles where spent_until < now() limit ${othersMax} for update skip locked
      ), no_tokens as (delete from auth.refresh_tokens where token_hash in (select token_hash from tokens)),
      no_sessions as (delete from auth.sessions where session_id in (select session_id from sessions)),
      no_addresses as (delete from auth.known_addresses where account_address in (select account_address from addresses))
      delete from auth.throttles where key in (select key from throttles)`);
  };
}
