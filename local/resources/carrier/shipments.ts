import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** `trackingNumber` is null when the reference was cancelled before anything was booked. */
type Shipment = { reference: string; trackingNumber: string | null; status: 'booked' | 'cancelled' };

/** Another process may have the file open: a test that reads it, or a predecessor that is being killed. */
const lockTimeoutMs = 5_000;

/** The carrier's books, one row for every reference ever used; they survive a kill. */
export function openShipments(file: string) {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs });
  database.exec(schema);
  const find = database.prepare(`SELECT ${columns} FROM shipments WHERE reference = ?`);
  const list =
    database.prepare(`SELECT ${columns} FROM shipments WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR reference > ?2)
     ORDER BY CASE WHEN ?3 IS NULL THEN seq END, reference LIMIT coalesce(?3, -1)`);
  const book = database.prepare(
    `INSERT INTO shipments (reference, trackingNumber, status, shipTo) VALUES (?, ?, 'booked', ?) RETURNING ${columns}`,
  );
  const cancel = database.prepare(
    `INSERT INTO shipments (reference, status) VALUES (?, 'cancelled')
     ON CONFLICT (reference) DO UPDATE SET status = 'cancelled' RETURNING ${columns}`,
  );
  return {
    find: (reference: string) => find.get(reference) as Shipment | undefined,
    /** In order of arrival; or a page by reference, starting after `after`. */
    list: ({
      status,
      after,
      limit,
    }: {
      status?: string | undefined;
      after?: string | undefined;
      limit?: number | undefined;
    } = {}) => list.all(status ?? null, after ?? null, limit ?? null) as Shipment[],
    book: (reference: string, shipTo: unknown) => book.get(reference, newTrackingNumber(), JSON.stringify(shipTo)) as Shipment,
    cancel: (reference: string) => cancel.get(reference) as Shipment,
    close: () => database.close(),
  };
}

/** `SBX` and twelve digits. */
function newTrackingNumber(): string {
  return `SBX${String(randomInt(10 ** 12)).padStart(12, '0')}`;
}

const columns = 'reference, trackingNumber, status';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS shipments (
    seq INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    trackingNumber TEXT,
    status TEXT NOT NULL CHECK (status IN ('booked', 'cancelled')),
    shipTo TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS shipments_by_status ON shipments (status);
`;
