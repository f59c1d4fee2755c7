import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { invalid } from '#shared/errors/problem.ts';
import { sessionLifeDays } from './domain.ts';

// With the prefix a browser takes it only over TLS (or from this very machine) and from no neighbouring domain.
const name = 'session';
const prefix = 'host';

/** A page of the API's own origin says with it that the refresh token goes into a cookie, where no script reads it. */
export const cookieHeader = z.object({
  'x-refresh-token': z.literal('cookie').optional().meta({
    description: 'For browsers: the refresh token is in the cookie `__Host-session`, and in no body',
    example: 'cookie',
  }),
});

const asksForCookie = (c: Context) => c.req.header('x-refresh-token') === 'cookie';

/** Puts the token into the cookie, if that was asked for. @returns what is left for the body */
export function handOut(c: Context, refreshToken: string): { refreshToken?: string } {
  if (!asksForCookie(c)) return { refreshToken };
  const maxAge = sessionLifeDays * 24 * 60 * 60;
  setCookie(c, name, refreshToken, { prefix, path: '/', secure: true, httpOnly: true, sameSite: 'Strict', maxAge });
  return {};
}

/**
 * The token of the request; a cookie that is missing is a token that is not valid. The cookie counts only where the header stands,
 * which another site's page cannot send without being asked by CORS, and for a request of our own pages.
 * @throws ProblemError 422 for a body without a token and without the header
 */
export function presented(c: Context, body: { refreshToken?: string | undefined }): string {
  if (asksForCookie(c)) {
    const site = c.req.header('sec-fetch-site') ?? 'same-origin';
    return (site === 'same-origin' && getCookie(c, name, prefix)) || '';
  }
  if (body.refreshToken === undefined) throw invalid([{ path: 'refreshToken', message: 'Required, unless it is in the cookie' }]);
  return body.refreshToken;
}

/** Takes the cookie away again. */
export function forget(c: Context): void {
  if (asksForCookie(c)) deleteCookie(c, name, { prefix, path: '/', secure: true });
}
