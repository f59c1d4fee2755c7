import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { invalid } from '#shared/errors/problem.ts';
import { sessionLifeDays } from './domain.ts';

// With the `__Host-` prefix, browsers accept the cookie only over TLS (or from localhost), and never from another subdomain.
const name = 'session';
const prefix = 'host';

/** With this header, a page of the API's own origin has the refresh token put into a cookie that scripts cannot read. */
export const cookieHeader = z.object({
  'x-refresh-token': z.literal('cookie').optional().meta({
    description: 'For browsers: the refresh token is in the cookie `__Host-session`, never in a body',
    example: 'cookie',
  }),
});

const asksForCookie = (c: Context) => c.req.header('x-refresh-token') === 'cookie';

/** Puts the token into the cookie if the request asks for that. @returns the part for the response body */
export function handOut(c: Context, refreshToken: string): { refreshToken?: string } {
  if (!asksForCookie(c)) return { refreshToken };
  const maxAge = sessionLifeDays * 24 * 60 * 60;
  setCookie(c, name, refreshToken, { prefix, path: '/', secure: true, httpOnly: true, sameSite: 'Strict', maxAge });
  return {};
}

/**
 * The request's refresh token; a missing cookie counts as an invalid token. The cookie is only read if the header is set, which another
 * site's page cannot do without a CORS preflight, and if the request is same-origin.
 * @throws ProblemError 422 if neither the header nor a token in the body is present
 */
export function presented(c: Context, body: { refreshToken?: string | undefined }): string {
  if (asksForCookie(c)) {
    const site = c.req.header('sec-fetch-site') ?? 'same-origin';
    return (site === 'same-origin' && getCookie(c, name, prefix)) || '';
  }
  if (body.refreshToken === undefined) throw invalid([{ path: 'refreshToken', message: 'Required, unless it is in the cookie' }]);
  return body.refreshToken;
}

/** Deletes the cookie. */
export function forget(c: Context): void {
  if (asksForCookie(c)) deleteCookie(c, name, { prefix, path: '/', secure: true });
}
