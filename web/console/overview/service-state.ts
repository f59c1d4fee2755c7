import { RefusedError } from '../../../client/index.ts';
import type { Readiness } from './overview-query.ts';

/** `unknown`: it was not the service that failed, but the way to it, or the operator was refused. */
export type ServiceState = Readiness | 'asking' | 'does not answer' | 'unknown';

/** What the last answer, or the lack of one, says about a service. */
export function serviceStateOf({ data, error }: { data?: Readiness | undefined; error: unknown }): ServiceState {
  if (!error) return data ?? 'asking';
  return error instanceof RefusedError && error.status >= 500 ? 'does not answer' : 'unknown';
}
