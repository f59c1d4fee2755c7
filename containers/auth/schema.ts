import { sql } from 'drizzle-orm';
import { check, index, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#shared/tokens/access-claims.ts';

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
    roles: text('roles').array().$type<Role[]>().notNull(),
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
  },
  ({ userId }) => [index('sessions_user_id').on(userId)],
);

/** Used tokens are kept as long as their session: a second use of one is how a theft shows. */
export const refreshTokens = auth.table(
  'refresh_tokens',
  {
    /** SHA-256, base64url: whoever reads the table holds no token. */
    tokenHash: text('token_hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.sessionId, { onDelete: 'cascade' }),
    usedAt: moment('used_at'),
  },
  ({ sessionId }) => [index('refresh_tokens_session_id').on(sessionId)],
);
