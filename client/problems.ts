import type { components } from './schema.ts';

/** The problem document of a refused request (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** The last part of a problem's `type`, such as `out-of-stock`. */
export type ProblemName = Problem['type'] extends `${typeof prefix}${infer Name}` ? Name : never;

/** Whether the `error` of a response is a problem with one of these names, or any problem if none is given. */
export function isProblem<N extends ProblemName = ProblemName>(
  error: unknown,
  ...names: readonly N[]
): error is Problem & { type: `${typeof prefix}${N}` } {
  const type = typeof error === 'object' && error !== null && 'type' in error && error.type;
  if (typeof type !== 'string' || !type.startsWith(prefix)) return false;
  return names.length === 0 || names.some((name) => type === `${prefix}${name}`);
}

/** A refused request: by a service, with a problem document, or by the gateway, with only a short message. */
export class RefusedError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  /** After how many seconds another try may succeed, if the response says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(error: unknown, { status, headers }: Response) {
    const problem = isProblem(error) ? error : undefined;
    super(problem?.title ?? (error as { message?: string } | undefined)?.message ?? `Refused with status ${status}`);
    this.name = 'RefusedError';
    this.status = status;
    this.problem = problem;
    const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
    this.retryAfterSeconds = Number.isNaN(seconds) ? undefined : seconds;
  }
}

/**
 * Returns the data of a response.
 * @throws RefusedError when the request was refused, and whatever `fetch` throws when there is no response
 */
export async function orThrow<T>(answering: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answering;
  if (!response.ok) throw new RefusedError(error, response);
  return data as T;
}

const prefix = 'urn:cloudservices:problem:';
