import type { Context } from 'hono';
import { type AddressHeader, clientAddressOf } from '#shared/http/client-address.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import { publishedMaxAgeSeconds } from '#shared/tokens/key-cache.ts';
import type { KeyRing } from '#shared/tokens/key-ring.ts';
import type { IssueAccessToken } from './access-token.ts';
import { mountAccounts } from './accounts.ts';
import { changePassword } from './commands/change-password.ts';
import { deleteAccount } from './commands/delete-account.ts';
import { endSessions } from './commands/end-sessions.ts';
import { findSelf } from './commands/find-self.ts';
import { login, type Tokens } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { refresh } from './commands/refresh.ts';
import { register } from './commands/register.ts';
import { renameSelf } from './commands/rename-self.ts';
import { accessTokenLifeSeconds, viewOf } from './domain.ts';
import type { Passwords } from './password.ts';
import { forget, handOut, presented } from './refresh-cookie.ts';
import type { RevocationStore } from './revocation-store.ts';
import * as routes from './routes.ts';
import type { Store } from './store.ts';
import type { Throttle } from './throttle.ts';

export type AuthDeps = Omit<ServiceAppOptions, 'service'> & {
  store: Store;
  revocations: RevocationStore;
  passwords: Passwords;
  throttle: Throttle;
  /** The secret by which the CDN proves that it set the client address; without one, its header is ignored. */
  cdnSecret?: string | undefined;
  /** The header in which the proxy in front sends the client address; the gateway's by default. */
  addressHeader?: AddressHeader | undefined;
  /** Whether accounts are in a user pool, whose access tokens are accepted instead of ours. */
  usesUserPool?: boolean | undefined;
  keys: KeyRing;
  issueAccessToken: IssueAccessToken;
};

/** The HTTP API of `auth`. */
export function createApp(deps: AuthDeps) {
  const app = createServiceApp({ ...deps, service: 'auth' });

  const addressOf = (c: Context) => clientAddressOf(c.req.header(), deps);

  app.openapi(routes.register, async (c) => {
    const { 'idempotency-key': idempotencyKey } = c.req.valid('header');
    const user = await register({ ...c.req.valid('json'), idempotencyKey, address: addressOf(c) }, deps);
    return c.json(viewOf(user), 201);
  });

  app.openapi(routes.login, async (c) => {
    const tokens = await login({ ...c.req.valid('json'), address: addressOf(c) }, deps);
    return c.json(answer(c, tokens), 200);
  });

  app.openapi(routes.refresh, async (c) => {
    const tokens = await refresh({ refreshToken: presented(c, c.req.valid('json')), address: addressOf(c) }, deps);
    return c.json(answer(c, tokens), 200);
  });

  app.openapi(routes.logout, async (c) => {
    await logout(presented(c, c.req.valid('json')), deps);
    forget(c);
    return c.body(null, 204);
  });

  app.openapi(routes.logoutEverywhere, async (c) => {
    await endSessions(actorOf(c).userId, deps);
    return c.body(null, 204);
  });

  app.openapi(routes.changePassword, async (c) => {
    await changePassword({ ...c.req.valid('json'), userId: actorOf(c).userId, address: addressOf(c) }, deps);
    return c.body(null, 204);
  });

  mountAccounts(app, deps);

  app.openapi(routes.me, async (c) => c.json(viewOf(await findSelf(actorOf(c).userId, deps)), 200));

  app.openapi(routes.changeMe, async (c) =>
    c.json(viewOf(await renameSelf(actorOf(c).userId, c.req.valid('json').name, deps)), 200),
  );

  app.openapi(routes.deleteMe, async (c) => {
    await deleteAccount({ ...c.req.valid('json'), userId: actorOf(c).userId, address: addressOf(c) }, deps);
    return c.body(null, 204);
  });

  // Kept short, so that a withdrawn key is not accepted for long: see key-cache.ts.
  const brief = { 'cache-control': `public, max-age=${publishedMaxAgeSeconds}` };
  app.openapi(routes.jwks, (c) => c.json({ keys: deps.keys.published() }, 200, brief));

  return app;
}

const answer = (c: Context, { accessToken, refreshToken }: Tokens) => ({
  accessToken,
  tokenType: 'Bearer' as const,
  expiresIn: accessTokenLifeSeconds,
  ...handOut(c, refreshToken),
});
