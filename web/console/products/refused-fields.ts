import { RefusedError } from '../../../client/index.ts';
import { type Flaws, fieldNames } from './product-values.ts';

/** What the API refuses, by field. */
export function refusedFields(error: unknown): Flaws {
  const errors = (error instanceof RefusedError && error.problem?.errors) || [];
  const entries = errors.map(({ path, message }) => [path.split('.')[0] ?? '', message] as const);
  return Object.fromEntries(entries.filter(([name]) => Object.hasOwn(fieldNames, name)));
}
