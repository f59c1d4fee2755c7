import { z } from '@hono/zod-openapi';
import { invalid } from '#shared/errors/problem.ts';

/** The number of items on a page. */
export const limitUpTo = (max: number, usual = 20) =>
  z.preprocess(readDecimal, z.int().min(1).max(max)).default(usual).meta({ description: 'The maximum number of items' });

/** The query of every list: how many items, and where to start. */
export const pageQuery = z.strictObject({
  limit: limitUpTo(100),
  cursor: z.string().min(1).max(1024).optional().meta({ description: '`nextCursor` of the previous page' }),
});

/** Accepts digits only: anything else that JavaScript reads as a number, such as `0x10` or ` 1e1`, stays a string and is refused. */
function readDecimal(given: unknown): unknown {
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given;
}

/** A page of a list; `nextCursor` is absent on the last one. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().optional() });

/** Makes a page from rows that include one more than the page holds, which shows whether there is a next one. */
export function pageFrom<Row, View>(
  rows: readonly Row[],
  { limit, view, positionOf }: { limit: number; view: (row: Row) => View; positionOf: (row: Row) => unknown },
): { items: View[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), ...(rows.length > limit && last ? { nextCursor: toCursor(positionOf(last)) } : {}) };
}

/** Encodes the position of the last item as an opaque cursor. */
export const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws ProblemError 422 when the cursor is not one of ours */
export function fromCursor<S extends z.ZodType>(cursor: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) throw strangeCursor();
  return parsed.data;
}

export const strangeCursor = () => invalid([{ path: 'cursor', message: 'This is not a cursor from this list' }]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it like any other bad cursor.
  }
}
