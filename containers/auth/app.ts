import { unauthorized } from '#shared/errors/problem.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { Signer } from '#shared/tokens/signer.ts';
import type { IssueAccessToken } from './access-token.ts';
import { login, type Tokens } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { refresh } from './commands/refresh.ts';
import { register } from './commands/register.ts';
import { accessTokenLifeSeconds } from './domain.ts';
import type { Passwords } from './password.ts';
import * as routes from './routes.ts';
import type { Store } from './store.ts';

export type AuthDeps = Omit<ServiceAppOptions, 'service'> & {
  store: Store;
  passwords: Passwords;
  signer: Signer;
  issueAccessToken: IssueAccessToken;
};

/** The HTTP side of `auth`, which is all of it. */
export function createApp(deps: AuthDeps) {
  const app = createServiceApp({ ...deps, service: 'auth' });

  app.openapi(routes.register, async (c) => c.json(await register(c.req.valid('json'), deps), 201));

  app.openapi(routes.login, async (c) => c.json(answer(await login(c.req.valid('json'), deps)), 200, noStore));

  app.openapi(routes.refresh, async (c) => c.json(answer(await refresh(c.req.valid('json').refreshToken, deps)), 200, noStore));

  app.openapi(routes.logout, async (c) => {
    await logout(c.req.valid('json').refreshToken, deps);
    return c.body(null, 204);
  });

  app.openapi(routes.me, async (c) => {
    const user = await deps.store.findUser(actorOf(c).userId);
    if (!user) throw unauthorized('The user of this access token is gone');
    return c.json(user, 200, noStore);
  });

  // Kept for a minute: the age that verifiers allow a key counts on it.
  app.openapi(routes.jwks, (c) => c.json({ keys: [deps.signer.publicJwk()] }, 200, { 'cache-control': 'public, max-age=60' }));

  return app;
}

const noStore = { 'cache-control': 'no-store' };

const answer = ({ accessToken, refreshToken }: Tokens) => ({
  accessToken,
  tokenType: 'Bearer' as const,
  expiresIn: accessTokenLifeSeconds,
  refreshToken,
});
