import { randomUUID } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { expect } from '@jest/globals';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import { TokenRefusedError, type VerifyToken } from '#shared/tokens/actor.ts';
import { type Scope, scopesOfRoles } from '#shared/tokens/scopes.ts';

type App = OpenAPIHono<ServiceEnv>;
type Call = { as?: string | undefined; body?: unknown; raw?: string | ReadableStream; headers?: Record<string, string> };

/** A token that `verifyToken` below accepts: the user and their roles, with every scope that the roles allow. */
export const tokenOf = (userId: string, ...roles: Role[]): string => narrowTokenOf(userId, roles, scopesOfRoles(roles));

/** The same for a token with fewer scopes. */
export const narrowTokenOf = (userId: string, roles: readonly Role[], scopes: readonly Scope[]): string =>
  [userId, roles.join('+'), scopes.join('+')].join('.');

/** Accepts the tokens made by these two, with or without a generation, and refuses every other. */
export const verifyToken: VerifyToken = async (token) => {
  const [userId = '', roles, scopes, generation] = token.split('.');
  if (roles === undefined || scopes === undefined) throw new TokenRefusedError();
  return {
    userId,
    email: undefined,
    roles: roles.split('+') as Role[],
    scopes: scopes.split('+') as Scope[],
    generation: Number(generation ?? 0),
  };
};

/** Every call to it fails as if the network were down. The message must never be disclosed. */
export const unreachable: never = new Proxy({}, { get: () => () => Promise.reject(networkError()) }) as never;
export const networkError = () => Object.assign(new Error('connect 10.0.0.7 secret-canary'), { code: 'ECONNREFUSED' });

/**
 * Calls apps without a network, checks that every refusal has the common form, and records which documented statuses have
 * occurred, for the routes whose path is wanted.
 */
export function createCaller(documented: App, wanted: (path: string) => boolean = () => true) {
  const { paths = {} } = documented.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'test', version: '1' } });
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    // Every service has this route; it is tested once for all of them.
    !wanted(path) || path.endsWith('/readiness')
      ? []
      : Object.entries(methods ?? {}).map(([method, operation]) => {
          const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
          return {
            route: `${method.toUpperCase()} ${path}`,
            method,
            example: path.replaceAll(/\{\w+\}/g, randomUUID()),
            pattern,
            // A 500 is documented for callers who encounter a bug; here it fails the test.
            statuses: Object.keys((operation as Operation).responses).filter((status) => status !== '500'),
          };
        }),
  );
  const seen = new Set<string>();

  async function call(app: App, method: string, path: string, { as, body, raw, headers = {} }: Call = {}) {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const stream = raw instanceof ReadableStream ? { duplex: 'half' as const } : {};
    const response = await app.request(path, {
      ...json,
      ...(raw === undefined ? {} : { body: raw, ...stream }),
      method,
      headers: { ...json.headers, ...(as === undefined ? {} : { authorization: `Bearer ${as}` }), ...headers },
    });
    const text = await response.text();
    const [pathname = ''] = path.split('?');
    const known = described.find((route) => route.method === method.toLowerCase() && route.pattern.test(pathname));
    if (known) seen.add(`${known.route} ${response.status}`);
    const answer = { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined, text };
    if (answer.status >= 400) expectProblem(answer, pathname);
    return answer;
  }

  /** Reads a path twice: a caller that has the first answer is not sent it again; with any other tag it is. */
  async function expectSentOnce(app: App, path: string, { as }: Pick<Call, 'as'> = {}): Promise<void> {
    const read = (headers: Record<string, string>) => call(app, 'GET', path, { as, headers });
    const first = await read({});
    expect(await read({ 'if-none-match': first.headers.get('etag') ?? '' })).toMatchObject({ status: 304, text: '' });
    expect(await read({ 'if-none-match': '"another"' })).toMatchObject({ status: 200 });
  }

  /** Sends every route unknown parameters, as someone with every right: that is 422 before anything is looked up. */
  async function refuseStrangers(app: App): Promise<void> {
    const as = tokenOf(randomUUID(), 'customer', 'operator', 'admin');
    for (const { route, method, example } of described) {
      const { status } = await call(app, method.toUpperCase(), `${example}?stranger=1`, { as });
      expect(`${route} ${status}`).toBe(`${route} 422`);
    }
  }

  /** The documented statuses that no call has returned, as `GET /v1/orders 503`. */
  const unseen = () =>
    described
      .flatMap(({ route, statuses }) => statuses.map((status) => `${route} ${status}`))
      .filter((status) => !seen.has(status));
  /** The returned statuses that are not documented. */
  const undocumented = () =>
    [...seen].filter((status) => !described.some(({ route, statuses }) => statuses.some((one) => `${route} ${one}` === status)));

  return { call, expectSentOnce, refuseStrangers, unseen, undocumented };
}

type Operation = { responses: Record<string, unknown> };
type Answer = { status: number; headers: Headers; body: unknown; text: string };

function expectProblem({ status, headers, body, text }: Answer, instance: string): void {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:cloudservices:problem:[a-z-]+$/),
    title: expect.stringMatching(/\w/),
    status,
    instance,
  });
  expect(text).not.toMatch(/secret-canary|\bat .*:\d+:\d+|node_modules/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-request-id')).toMatch(/./);
}
