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
  return ifNoneMatch === '*' || tagsIn(ifNoneMatch).some((tag) => opaqueOf(tag) === opaqueOf(etag));
}

const opaqueOf = (tag: string) => tag.replace('W/', '');

export const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

/** Sends the representation, or a 304 if the caller already has it. */
export function sendIfNew<T extends object>(c: Context, representation: T, headers: Record<string, string> = {}) {
  return send(c, representation, { ...headers, etag: etagOf(representation) });
}

/**
 * The same for a representation that partly depends on the clock, such as on an age: only `timeless` counts as a change. The tag is
 * weak (RFC 9110, section 8.8.1), because it stands for more than one text.
 */
export function sendIfChanged<T extends object>(c: Context, representation: T, timeless: object) {
  return send(c, representation, { etag: `W/${etagOf(timeless)}` });
}

function send<T extends object>(c: Context, representation: T, all: Record<string, string> & { etag: string }) {
  const { etag } = all;
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

/** The same for a route that answers by `sendIfChanged`. */
export const weakEtag = {
  headers: z.object({ etag: z.string().meta({ description: 'The weak entity tag of this state, whatever the time' }) }),
};

/** For the route's responses, beside the 200. */
export const notModified = { 304: { description: 'Not modified: one of the tags in If-None-Match is current' } };
