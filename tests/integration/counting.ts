import type { Database } from '#shared/postgres/connect.ts';

/** A database that records each statement of its stores, and the error code of each that failed. Closing it closes the wrapped one. */
export function counting(database: Database) {
  const statements: string[] = [];
  const failures: unknown[] = [];

  async function runPrepared<Row extends object>(statement: string, parameters: readonly string[]): Promise<readonly Row[]> {
    statements.push(statement);
    try {
      return await database.runPrepared<Row>(statement, parameters);
    } catch (error) {
      failures.push((error as { code?: unknown }).code);
      throw error;
    }
  }

  return { db: Object.assign(Object.create(database) as Database, { runPrepared }), statements, failures };
}
