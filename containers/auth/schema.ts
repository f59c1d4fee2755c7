import { sql } from 'drizzle-orm';
import { check, index, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#shared/tokens/access-claims.ts';
import type { AccountAction } from './domain.ts';

export const auth = pgSchema('auth');

const moment = (name: string) => timestamp(name, { withTimezone: true });

export const users = auth.table(
  'users',
  {
    userId: uuid('user_id').primaryKey(),
    email: text('email').notNull().unique('users_email_key'),
    name: text('name'),
    /** PHC string, see password.ts. */
    passwordHash: text('password_hash').notNull(),
    /** Which request registered them, if it was named: SHA-256 of its key, a dot, SHA-256 of all that it said but the password. */
    registration: text('registration'),
    roles: text('roles').array().$type<Role[]>().notNull(),
    /** Raised to end all sessions at once, also those that are just being opened. */
    sessionGeneration: integer('session_generation').notNull().default(0),
    /** Since when an administrator lets nobody in as this user; code before this column is kept out by the generation. */
    disabledAt: moment('disabled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  ({ email, roles }) => [
    check('users_email_normal', sql`${email} = lower(${email})`),
    check('users_roles_known', sql`${roles} <@ array['customer', 'operator', 'admin']`),
  ],
);

/** A sign-in and all refresh tokens that descend from it. It ends for all of them at once. */
export const sessions = auth.table(
  'sessions',
  {
    sessionId: uuid('session_id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.userId, { onDelete: 'cascade' }),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    /** The user's generation when it was opened; over as soon as theirs is another. Code before this column leaves it out. */
    generation: integer('generation'),
  },
  ({ userId, expiresAt }) => [index('sessions_user_id').on(userId), index('sessions_expires_at').on(expiresAt)],
);

/** Used tokens are kept as long as their session: a second use of one is how a theft shows. */
export const refreshTokens = auth.table(
  'refresh_tokens',
  {
    /** SHA-256, base64url: reading the table gives nobody a token. */
    tokenHash: text('token_hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.sessionId, { onDelete: 'cascade' }),
    usedAt: moment('used_at'),
    /** The token that this one was exchanged for. */
    successorHash: text('successor_hash'),
    /** What makes this token out of the one before, which is kept nowhere; forgotten with the first use. See refresh-token.ts. */
    seed: text('seed'),
  },
  ({ sessionId }) => [index('refresh_tokens_session_id').on(sessionId)],
);

/** What administrators did to an account, and why: appended to and never changed (a trigger), and kept when the account is gone. */
export const accountActions = auth.table(
  'account_actions',
  {
    actionId: uuid('action_id').primaryKey(),
    userId: uuid('user_id').notNull(),
    action: text('action').$type<AccountAction>().notNull(),
    reason: text('reason').notNull(),
    adminId: uuid('admin_id').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  ({ userId, action }) => [
    index('account_actions_by_user').on(userId),
    check('account_actions_known', sql`${action} in ('disable', 'enable')`),
  ],
);

/** From where an account was signed in to, so that a storm of strangers does not keep its owner out. */
export const knownAddresses = auth.table(
  'known_addresses',
  {
    /** SHA-256 of e-mail and address together, see throttle.ts. */
    accountAddress: text('account_address').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.userId, { onDelete: 'cascade' }),
    lastUsedAt: moment('last_used_at').notNull(),
  },
  ({ userId, lastUsedAt }) => [index('known_addresses_user_id').on(userId), index('known_addresses_last_used_at').on(lastUsedAt)],
);

/**
 * Of whom access tokens are over before their time, in DynamoDB. Other services read it: `generation` is the least that a token
 * must have until `expiresAt` (seconds since 1970), when no older one lives any more; `accountDisabled` says that it is so because the
 * account is disabled.
 */
export const tables = [{ name: 'revocations', partitionKey: 'userId', timeToLive: 'expiresAt' }] as const;

/** How much is left of what somebody may try. A row that is whole again says nothing and is deleted. */
export const throttles = auth.table(
  'throttles',
  {
    /** What is counted, and SHA-256 of whom: nobody can be read out of it. See throttle.ts. */
    key: text('key').primaryKey(),
    /** When it will be whole again; each try moves that on. */
    spentUntil: moment('spent_until').notNull(),
  },
  ({ spentUntil }) => [index('throttles_spent_until').on(spentUntil)],
);
