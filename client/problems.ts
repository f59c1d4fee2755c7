import type { components } from './schema.ts';

/** What a service says of a request that it refuses (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** The last part of a problem's `type`, such as `out-of-stock`. */
export type ProblemName = Problem['type'] extends `${typeof prefix}${infer Name}` ? Name : never;

/** Whether the `error` of an answer is a problem of one of these names, or of any when none is given. */
export function isProblem<N extends ProblemName = ProblemName>(
  error: unknown,
  ...names: readonly N[]
): error is Problem & { type: `${typeof prefix}${N}` } {
  const type = typeof error === 'object' && error !== null && 'type' in error && error.type;
  if (typeof type !== 'string' || !type.startsWith(prefix)) return false;
  return names.length === 0 || names.some((name) => type === `${prefix}${name}`);
}

/** A request that was refused: by a service, with its problem, or by the gateway, which only says a few words. */
export class RefusedError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(error: unknown, { status }: Response) {
    const problem = isProblem(error) ? error : undefined;
    super(problem?.title ?? (error as { message?: string } | undefined)?.message ?? `Refused with status ${status}`);
    this.name = 'RefusedError';
    this.status = status;
    this.problem = problem;
  }
}

/**
 * The data of an answer.
 * @throws RefusedError when it is a refusal, and whatever `fetch` throws when there is no answer
 */
export async function orThrow<T>(answering: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answering;
  if (!response.ok) throw new RefusedError(error, response);
  return data as T;
}

const prefix = 'urn:cloudservices:problem:';
