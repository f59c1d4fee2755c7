import { DatabaseSync } from 'node:sqlite';

export type MovementKind = 'authorized' | 'captured' | 'voided' | 'refunded';

/** Another process may have the file open: a test that reads it, or a predecessor that is being killed. */
const lockTimeoutMs = 5_000;

/** Opens or creates the stand-in's database. Everything that was answered is in it, even after a kill -9. */
export function openStripeDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs });
  database.exec(schema);
  return database;
}

/** Runs `work` in one transaction; an error rolls it back. `work` must be synchronous, because there is only one connection. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;

  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    paymentIntent TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS objects_by_payment_intent ON objects (type, paymentIntent);

  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    params TEXT NOT NULL,
    requestId TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    createdAt INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authorized', 'captured', 'voided', 'refunded')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    paymentIntent TEXT NOT NULL,
    orderId TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ledger_by_order ON ledger (orderId);
  CREATE TRIGGER IF NOT EXISTS ledger_is_never_changed BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_is_never_shortened BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;
