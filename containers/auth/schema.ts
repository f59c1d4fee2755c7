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
    /** A PHC string, see password.ts. */
    passwordHash: text('password_hash').notNull(),
    /** The registering request, if it had an idempotency key: SHA-256 of the key, a dot, SHA-256 of the body without the password. */
    registration: text('registration'),
    roles: text('roles').array().$type<Role[]>().notNull(),
    /** Incremented to end all sessions at once, including those being opened at the same time. */
    sessionGeneration: integer('session_generation').notNull().default(0),
    /** When an administrator disabled the account. Builds older than this column still refuse its sessions, by the generation. */
    disabledAt: moment('disabled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  ({ email, roles }) => [
    check('users_email_normal', sql`${email} = lower(${email})`),
    check('users_roles_known', sql`${roles} <@ array['customer', 'operator', 'admin']`),
  ],
);

/** A sign-in and all refresh tokens derived from it. Ending the session invalidates all of them. */
export const sessions = auth.table(
  'sessions',
  {
    sessionId: uuid('session_id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.userId, { onDelete: 'cascade' }),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    /** The user's generation at sign-in; the session is over once the user's differs. Builds older than this column leave it null. */
    generation: integer('generation'),
  },
  ({ userId, expiresAt }) => [index('sessions_user_id').on(userId), index('sessions_expires_at').on(expiresAt)],
);

/** Used tokens are kept as long as their session, because a second use reveals a theft. */
export const refreshTokens = auth.table(
  'refresh_tokens',
  {
    /** SHA-256 in base64url, so that a leaked table contains no usable token. */
    tokenHash: text('token_hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.sessionId, { onDelete: 'cascade' }),
    usedAt: moment('used_at'),
    /** The token that this one was exchanged for. */
    successorHash: text('successor_hash'),
    /** Derives this token from its predecessor, which is not stored. Deleted at the first use. See refresh-token.ts. */
    seed: text('seed'),
  },
  ({ sessionId }) => [index('refresh_tokens_session_id').on(sessionId)],
);

/** What administrators did to an account, and why. A trigger keeps it append-only, and rows outlive the account. */
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

/** The addresses from which an account was signed in to, so that an attack from elsewhere does not lock out its owner. */
export const knownAddresses = auth.table(
  'known_addresses',
  {
    /** SHA-256 of email and address, see throttle.ts. */
    accountAddress: text('account_address').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.userId, { onDelete: 'cascade' }),
    lastUsedAt: moment('last_used_at').notNull(),
  },
  ({ userId, lastUsedAt }) => [index('known_addresses_user_id').on(userId), index('known_addresses_last_used_at').on(lastUsedAt)],
);

/**
 * Revoked access tokens, in DynamoDB, where the other services read them. A token is valid only from `generation` on; after `expiresAt`
 * (in seconds since the epoch) every older one has expired anyway. `accountDisabled` is set if the account is disabled.
 */
export const tables = [{ name: 'revocations', partitionKey: 'userId', timeToLive: 'expiresAt' }] as const;

/** Used-up allowances of the throttle. A fully refilled row carries no information and is deleted. */
export const throttles = auth.table(
  'throttles',
  {
    /** What is counted, and a SHA-256 of the caller, so that no personal data is stored. See throttle.ts. */
    key: text('key').primaryKey(),
    /** When the allowance is fully refilled; every attempt postpones it. */
    spentUntil: moment('spent_until').notNull(),
  },
  ({ spentUntil }) => [index('throttles_spent_until').on(spentUntil)],
);
