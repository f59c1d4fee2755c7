import { hasLocks, oneAtATime } from './one-at-a-time.ts';
import { isProblem } from './problems.ts';
import type { Send } from './retrying.ts';
import type { components } from './schema.ts';

/**
 * A signed-in user. Tokens are secrets: keep them where no other site's script can read them. `inCookie` is set when the
 * refresh token is in the browser's cookie: a random name that lets tabs notice when the token has changed.
 */
export type Session = { accessToken: string /** Milliseconds since 1970. */; expiresAt: number } & RefreshToken;
export type RefreshToken = { refreshToken: string; inCookie?: never } | { inCookie: string; refreshToken?: never };

/** A place where a session outlives the client; `undefined` is written when it ends. The clients of several tabs may share one. */
export type SessionStore = {
  read(): Session | undefined | Promise<Session | undefined>;
  write(session: Session | undefined): void | Promise<void>;
};

/** A session that ends with the process or the page. */
export const inMemory = (session?: Session) => ({
  read: (): Session | undefined => session,
  write: (next: Session | undefined): void => {
    session = next;
  },
});

export const sessionOf = ({ accessToken, refreshToken, expiresIn }: components['schemas']['Tokens']): Session => ({
  accessToken,
  expiresAt: Date.now() + expiresIn * 1000,
  ...(refreshToken === undefined ? { inCookie: crypto.randomUUID() } : { refreshToken }),
});

/** What a request sends along to present the session's refresh token, or to use the one in the cookie. */
export const presenting = ({ refreshToken }: RefreshToken): { headers: TokenHeaders; body: { refreshToken?: string } } =>
  refreshToken === undefined ? { headers: inCookieHeaders, body: {} } : { headers: {}, body: { refreshToken } };

type TokenHeaders = { 'x-refresh-token'?: 'cookie' };

/** Asks for the refresh token to be set as a cookie. */
export const inCookieHeaders: TokenHeaders = { 'x-refresh-token': 'cookie' };

/** Lets one change of the session's cookie finish before the next, in any tab, begins. */
export const changingSession = <T>(baseUrl: string, change: () => Promise<T>): Promise<T> =>
  oneAtATime(`${baseUrl} session`, change);

const isSame = (one: RefreshToken | undefined, other: RefreshToken): boolean =>
  one !== undefined && one.refreshToken === other.refreshToken && one.inCookie === other.inCookie;

/**
 * Sends requests as the signed-in user, with a valid access token. A refresh token works once, and a late second use looks like
 * theft and ends the session. So when several requests need new tokens, one of them fetches them for all, and one tab does so
 * for all tabs that share the store.
 */
export function authorized(send: Send, { baseUrl, store }: { baseUrl: string; store: SessionStore }): Send {
  let refreshing: Promise<Response | undefined> | undefined;

  return async (request) => {
    let session = await store.read();
    let refused: string | undefined;
    if (session && !isOver(session)) {
      const answer = await sendAs(session, request);
      if (!(await isTokenRefused(answer))) return answer;
      refused = session.accessToken;
    }
    for (let round = 1; session && round <= roundsMax; round++) {
      const failed = await refreshed(session);
      if (failed) return failed.clone();
      session = await store.read();
      // Another tab was faster, but may not have shared its new tokens: then it is our turn.
      if (session && (isFresh(session, refused) || round === roundsMax)) return sendAs(session, request);
    }
    return send(request);
  };

  function sendAs({ accessToken }: Session, request: Request): Promise<Response> {
    const copy = request.clone();
    copy.headers.set('authorization', `Bearer ${accessToken}`);
    return send(copy);
  }

  function refreshed(stale: Session): Promise<Response | undefined> {
    refreshing ??= changingSession(baseUrl, () => refresh(stale)).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  /** @returns the response if it leaves open whether the session continues */
  async function refresh(stale: Session): Promise<Response | undefined> {
    const isCurrent = async () => isSame(await store.read(), stale);
    if (!(await isCurrent())) return undefined;
    const answer = await exchange(stale, { send, baseUrl });
    const isDisabled = await saysDisabled(answer);
    if (!answer.ok && answer.status !== 401 && !isDisabled) return answer;
    const next = answer.ok ? sessionOf((await answer.json()) as components['schemas']['Tokens']) : undefined;
    // Refused, perhaps because another tab was faster: without locks it may not have stored its new tokens yet.
    for (let look = 1; !next && !hasLocks() && look <= looksMax && (await isCurrent()); look++) await sleep(lookMilliseconds);
    // Meanwhile the user may have signed out, or in as someone else.
    if (await isCurrent()) await store.write(next);
    // Tells the caller why the session ended.
    return isDisabled ? answer : undefined;
  }
}

/** Tries once more when the result of the first attempt is unknown: so soon after, the same token yields the same successor. */
async function exchange(stale: Session, { send, baseUrl }: { send: Send; baseUrl: string }): Promise<Response> {
  const given = presenting(stale);
  const headers = { 'content-type': 'application/json', ...given.headers };
  const body = JSON.stringify(given.body);
  const ask = () => {
    const signal = AbortSignal.timeout(tryMilliseconds);
    return send(new Request(`${baseUrl}/v1/auth/refresh`, { method: 'POST', headers, body, signal }));
  };
  const answer = await ask().catch(() => undefined);
  if (answer && answer.status !== 503) return answer;
  await answer?.body?.cancel();
  await sleep(lookMilliseconds);
  return ask();
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const looksMax = 20;
const lookMilliseconds = 100;

/**
 * How long the server has to refresh or end a session. Two tries take less than the ten seconds for which a used token still yields its
 * successor.
 */
export const tryMilliseconds = 4_000;

const marginMilliseconds = 10_000;
const isOver = ({ expiresAt }: Session) => expiresAt - Date.now() <= marginMilliseconds;

const isFresh = (session: Session, refused: string | undefined) => !isOver(session) && session.accessToken !== refused;

const roundsMax = 3;

/** Permanent, unlike other refusals with this status, such as a firewall's. */
async function saysDisabled(answer: Response): Promise<boolean> {
  if (answer.status !== 403 || answer.headers.get('content-type') !== 'application/problem+json') return false;
  return isProblem(await answer.clone().json(), 'account-disabled');
}

/** Refused because of its token: by the gateway, with its own message, or by the service. */
async function isTokenRefused(answer: Response): Promise<boolean> {
  if (answer.status === 403) return answer.headers.get('content-type')?.startsWith('application/json') === true;
  if (answer.status !== 401) return false;
  return isProblem(await answer.clone().json(), 'unauthorized');
}
