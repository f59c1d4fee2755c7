import { tidy, tidyLines } from '#shared/text/tidy.ts';
import { canonicalEmail } from '../../../../containers/auth/email.ts';
import { categoryLook } from '../../../../containers/catalog/category-look.ts';
import { plainDigits } from '../../../../containers/orders/plain-digits.ts';
import type { Contents } from './stores.ts';

/** A text that a service accepted, and where it should be found. */
export type Accepted = { route: string; path: readonly string[]; text: string; id: string; answer: unknown };

/** The stored form of an accepted text; undefined if nothing stores it. */
export function storedText({ route, path, id, answer }: Accepted, rows: ReadonlyMap<string, Record<string, unknown>>): unknown {
  const row = rows.get(id) ?? {};
  const name = path.at(-1) ?? '';
  switch (route) {
    case 'POST /v1/auth/register':
      return name === 'password' ? undefined : row[name];
    case 'POST /v1/catalog/products':
      return asListed(name, within(row, path));
    case 'PATCH /v1/catalog/products/{productId}':
      return name === 'if-match' ? undefined : asListed(name, within(answer, path));
    case 'POST /v1/orders':
      return path[0] === 'shipTo' ? within(row.ship_to, path.slice(1)) : columns[name] && row[columns[name]];
    case 'POST /v1/inventory/{productId}/adjustments':
      return name === 'idempotency-key' ? String(row.id).replace(/^[^#]*#/, '') : row[name];
    default:
      return undefined;
  }
}

/** The documented stored form: tidied text, canonical emails, categories as far as can be predicted. */
export function normalized({ path, text }: Accepted): string {
  switch (path.at(-1)) {
    case 'email':
      return canonicalEmail(text);
    case 'description':
      return tidyLines(text);
    case 'category':
      return categoryLook(text);
    case 'postalCode':
      return plainDigits(tidy(text).normalize('NFKC')).toUpperCase();
    case 'idempotency-key':
    case 'paymentMethod':
      return text.trim();
    default:
      return tidy(text);
  }
}

/** A category has the spelling of the first one that looks the same. */
const asListed = (name: string, stored: unknown) => (name === 'category' ? categoryLook(String(stored)) : stored);

export const rowsById = (contents: Contents): ReadonlyMap<string, Record<string, unknown>> =>
  new Map(Object.values(contents).flatMap((rows) => rows.map((row) => [String(row.id), row] as const)));

const columns: Record<string, string> = { paymentMethod: 'payment_method', 'idempotency-key': 'idempotency_key' };

const within = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
