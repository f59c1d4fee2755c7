import createFetchClient, { type Client, type FetchOptions, type FetchResponse } from 'openapi-fetch';
import { orThrow } from './problems.ts';
import { retrying, type Send } from './retrying.ts';
import type { components, paths } from './schema.ts';
import {
  authorized,
  changingSession,
  inCookieHeaders,
  inMemory,
  presenting,
  type SessionStore,
  sessionOf,
  tryMilliseconds,
} from './session.ts';

export { isProblem, orThrow, type Problem, type ProblemName, RefusedError } from './problems.ts';
export { inMemory, type Session, type SessionStore } from './session.ts';

/** The named schemas of the API: `Schemas['Order']`. */
export type Schemas = components['schemas'];

export type ClientOptions = {
  /** Where the API is, such as `https://shop.example.com`. */
  baseUrl: string;
  fetch?: Send;
  /** Where the session is kept; in memory by default. */
  session?: SessionStore;
  /**
   * Use `cookie` for a page on the API's own origin: the refresh token is then in a cookie that scripts cannot read, and the
   * store holds a random name in its place.
   */
  refreshTokenIn?: 'body' | 'cookie';
};

export type ShopClient = { [M in Methods]: Call<Lowercase<M>> } & Pick<Client<paths>, 'use' | 'eject'> & {
    /** Makes all later requests as this user. */
    signIn(credentials: { email: string; password: string }): Promise<void>;
    /**
     * Ends the session: always here, and on the server if it can be reached. If it fails, and no one has signed in since, call it
     * again: with a cookie, it ends the session that the cookie still stands for.
     */
    signOut(): Promise<void>;
  };

type Methods = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type PathsWith<M extends string> = { [P in keyof paths]: paths[P] extends Record<M, unknown> ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends string> = paths[P] extends Record<M, infer O extends object> ? O : never;

/** Stricter than openapi-fetch's own type, which accepts fields that do not exist. */
type Call<M extends string> = <P extends PathsWith<M>>(
  path: P,
  ...options: Optional<FetchOptions<Operation<P, M>>>
) => Promise<FetchResponse<Operation<P, M>, Record<never, never>, MediaType>>;
type Optional<O> = Record<never, never> extends O ? [O?] : [O];
type MediaType = `${string}/${string}`;

/**
 * A client of the API: `GET`, `POST` and so on of openapi-fetch, which return `{ data }` or `{ error }` with the types of the
 * route. It refreshes tokens, and retries what is safe to retry. The caller chooses the Idempotency-Key: only a key that
 * survives a crash of the caller prevents an order from being placed twice.
 */
export function createClient({
  baseUrl,
  fetch = (request) => globalThis.fetch(request),
  session = inMemory(),
  refreshTokenIn = 'body',
}: ClientOptions): ShopClient {
  const isInCookie = refreshTokenIn === 'cookie';
  // A cookie is shared by every tab of the browser. A token in a body belongs to one session, so nothing has to wait for it.
  const inTurn = (change: () => Promise<void>) => (isInCookie ? changingSession(address, change) : change());
  const send = retrying(fetch);
  const address = baseUrl.replace(/\/$/, '');
  const anonymous = createFetchClient<paths>({ baseUrl: address, fetch: send });
  const client = createFetchClient<paths>({ baseUrl: address, fetch: authorized(send, { baseUrl: address, store: session }) });

  const own = {
    async signIn({ email, password }: { email: string; password: string }): Promise<void> {
      // The API refuses anything else that the caller's object has.
      const body = { email, password };
      const header = isInCookie ? inCookieHeaders : {};
      await inTurn(async () => {
        await session.write(sessionOf(await orThrow(anonymous.POST('/v1/auth/login', { body, params: { header } }))));
      });
    },

    async signOut(): Promise<void> {
      const ended = (await session.read()) ?? (isInCookie ? { inCookie: 'left behind' } : undefined);
      await session.write(undefined);
      if (!ended) return;
      const { headers: header, body } = presenting(ended);
      await inTurn(async () => {
        if (isInCookie && (await session.read())) return;
        const signal = AbortSignal.timeout(tryMilliseconds);
        // Users often close the page right after signing out; with `keepalive` the browser still sends the request.
        await orThrow(anonymous.POST('/v1/auth/logout', { body, params: { header }, signal, keepalive: true }));
      });
    },
  };
  // TypeScript cannot compare the two kinds of generic function. Everything that ours accepts, openapi-fetch's accepts too.
  return Object.assign(client as unknown as Omit<ShopClient, keyof typeof own>, own);
}
