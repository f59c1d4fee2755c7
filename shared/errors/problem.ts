import { type ProblemType, problemUrn } from './problem-types.ts';

/** What an HTTP caller gets when a request is refused or fails: RFC 9457, with a stable `type` made from the slug. */
export class ProblemError extends Error {
  readonly status: number;
  readonly slug: ProblemType;
  readonly detail: string | undefined;
  /** Additional members of the problem document, such as `errors` or `lines`. */
  readonly extensions: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, slug: ProblemType, { title, detail, extensions = {}, headers = {}, cause }: ProblemDetails) {
    super(title, { cause });
    this.name = 'ProblemError';
    this.status = status;
    this.slug = slug;
    this.detail = detail;
    this.extensions = extensions;
    this.headers = headers;
  }
}

export type ProblemDetails = {
  title: string;
  detail?: string;
  extensions?: Record<string, unknown>;
  headers?: Record<string, string>;
  cause?: unknown;
};

export const notFound = (title: string) => new ProblemError(404, 'not-found', { title });
export const conflict = (slug: ProblemType, title: string, extensions: Record<string, unknown> = {}) =>
  new ProblemError(409, slug, { title, extensions });
export const unauthorized = (title: string) =>
  new ProblemError(401, 'unauthorized', { title, headers: { 'www-authenticate': 'Bearer' } });
export const accountDisabled = () =>
  new ProblemError(403, 'account-disabled', {
    title: 'This account is disabled',
    detail: 'An administrator has disabled it. If that is a mistake, contact the operator of this service.',
  });
export const forbidden = (title: string) => new ProblemError(403, 'forbidden', { title });

/** One error in a request: where, and what. */
export type Flaw = { path: string; message: string };

export const invalid = (flaws: Iterable<Flaw>) =>
  new ProblemError(422, 'validation', { title: 'The request is not valid', extensions: { errors: firstOf(flaws) } });

// A request with thousands of errors, or with one in a long place, must not cause a much larger answer.
const flawsMax = 20;
const lengthMax = 200;

/** The errors that an answer lists: the first few, without what is very long in them. */
export function firstOf(flaws: Iterable<Flaw>): Flaw[] {
  const first: Flaw[] = [];
  for (const { path, message } of flaws) {
    first.push({ path: path.slice(0, lengthMax), message: message.slice(0, lengthMax) });
    if (first.length === flawsMax) break;
  }
  return first;
}

/** The problem document as sent; `instance` is the requested path, where it could be read. */
export function problemDocument(problem: ProblemError, instance?: string) {
  return {
    type: problemUrn(problem.slug),
    title: problem.message,
    status: problem.status,
    ...(problem.detail ? { detail: problem.detail } : {}),
    ...(instance === undefined ? {} : { instance }),
    ...problem.extensions,
  };
}

/** The headers that go with the document. */
export const problemHeaders = (problem: ProblemError): Record<string, string> => ({
  ...problem.headers,
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
});
