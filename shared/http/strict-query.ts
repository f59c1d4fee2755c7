import type { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { type Flaw, invalid } from '#shared/errors/problem.ts';
import type { ServiceEnv } from './service-env.ts';

/** Refuses unknown, repeated and undecodable parameters: a typo must not silently change the answer. */
export function strictQuery(schema: z.ZodType | undefined): MiddlewareHandler<ServiceEnv> {
  const known = new Set(Object.keys((schema as z.ZodObject | undefined)?.shape ?? {}));
  return async (c, next) => {
    const [, query = ''] = c.req.url.split(/\?(.*)/s);
    const flaws = query ? flawsOf(query, known) : [];
    if (flaws.length > 0) throw invalid(flaws);
    await next();
  };
}

function flawsOf(query: string, known: ReadonlySet<string>): Flaw[] {
  if (!decodes(query)) return [{ path: '', message: 'The query is not percent-encoded UTF-8' }];
  const names = [...new URLSearchParams(query).keys()];
  const strange = names.filter((name) => !known.has(name)).map((path) => ({ path, message: 'Unknown parameter' }));
  const repeated = [...known].filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return [...strange, ...repeated.map((path) => ({ path, message: 'This parameter is given more than once' }))];
}

function decodes(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
