import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';

/**
 * The strong entity tag of a representation (RFC 9110, section 8.8.3). It is a hash of the exact JSON text that is sent, so two
 * tags are equal exactly when the bytes are, even across versions of this service.
 */
export const etagOf = (representation: object): string => `"${hash('sha256', JSON.stringify(representation), 'base64url')}"`;

/**
 * Whether the caller already has what this tag stands for, by If-None-Match (RFC 9110, section 13.1.2). Weak tags
 * match: a cache may have weakened them.
 */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === '*' || tagsIn(ifNoneMatch).some((tag) => tag.replace('W/', '') === etag);
}

export const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

/** Sends the representation, or a 304 if the caller already has it. */
export function sendIfNew<T extends object>(c: Context, representation: T, headers: Record<string, string> = {}) {
  const etag = etagOf(representation);
  const all = { ...headers, etag };
  return isKnown(etag, c.req.header('if-none-match')) ? c.body(null, 304, all) : c.json(representation, 200, all);
}

/** For a route: the header of a conditional read. No value of it is refused. */
export const conditional = {
  parameters: [
    {
      name: 'if-none-match',
      in: 'header' as const,
      description: 'Entity tags that the caller has; 304 if one of them is current',
      schema: { type: 'string' as const },
    },
  ],
};

/** For the route's 200 response. */
export const etag = { headers: z.object({ etag: z.string().meta({ description: 'The strong entity tag of this state' }) }) };

/** For the route's responses, beside the 200. */
export const notModified = { 304: { description: 'Not modified: one of the tags in If-None-Match is current' } };
