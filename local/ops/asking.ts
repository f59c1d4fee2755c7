import { type Api, createApi, RefusedError as NotAnsweredError } from '../../functions/reconcile/api.ts';
import type { Answer, Client } from '../demo/client.ts';

/** A refused request, with the refusing side's own message. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** The given options as a query. */
export function queryOf(options: Record<string, string | boolean | undefined>): URLSearchParams {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
}

/** @throws RefusedError */
export const read = <T>(client: Client, path: string): Promise<T> => answered(client.call<T>('GET', path));

/** The body of a successful response. @throws RefusedError */
export async function answered<T>(answer: Promise<Answer<unknown>>): Promise<T> {
  const { status, body } = await answer;
  if (status < 300) return body as T;
  const { title = '', errors = [] } = body as Problem;
  const flaws = errors.map(({ path, message }) => `${path}: ${message}`);
  throw new RefusedError([`${title || 'Refused'} (${status}).`, ...flaws].join('\n'));
}

/** For jobs of many requests: retries what is busy or down, or does not answer at all. */
export const patiently = (client: Client): Api =>
  createApi((...request) => client.call(...request).catch((error) => ({ status: 503, body: noResponse(error) })));

/** No one answered; anything else is thrown. */
export function noResponse(error: unknown): { title: string } {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) throw error;
  return { title: `No response: ${error.cause.message}` };
}

/** For jobs of many requests, which are retried: the refusal that remained. @throws RefusedError */
export function inWords(error: unknown): never {
  throw error instanceof NotAnsweredError ? new RefusedError(error.message) : error;
}

type Problem = { title?: string; errors?: { path: string; message: string }[] };
