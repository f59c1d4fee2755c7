import type { OpenAPIHono } from '@hono/zod-openapi';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import * as routes from './account-routes.ts';
import type { Account } from './account-store.ts';
import { changeAccess, findAccount } from './commands/change-access.ts';
import { lookUpAccount } from './commands/look-up-account.ts';
import { type CallerDeps, requireCurrentRole } from './commands/require-current-role.ts';
import type { RevocationStore } from './revocation-store.ts';
import type { Throttle } from './throttle.ts';

type AccountDeps = CallerDeps & { revocations: RevocationStore; throttle: Throttle; log: Log };

/** The administrators' API for accounts, and how operators find out whose orders to look for. */
export function mountAccounts(app: OpenAPIHono<ServiceEnv>, deps: AccountDeps): void {
  app.openapi(routes.search, async (c) => {
    const { account, ...found } = await lookUpAccount({ ...c.req.valid('json'), caller: actorOf(c) }, deps);
    return c.json({ ...found, items: account ? [viewOf(account)] : [] }, 200);
  });

  app.openapi(routes.get, async (c) => {
    await requireCurrentRole(['admin'], actorOf(c), deps);
    return c.json(viewOf(await findAccount(c.req.valid('param').userId, deps)), 200);
  });

  for (const [action, route] of [
    ['disable', routes.disable],
    ['enable', routes.enable],
  ] as const) {
    app.openapi(route, async (c) => {
      const { reason } = c.req.valid('json');
      const change = { action, reason, ...c.req.valid('param'), admin: actorOf(c) };
      return c.json(viewOf(await changeAccess(change, deps)), 200);
    });
  }
}

function viewOf({ userId, email, name, roles, createdAt, disabledAt, actions }: Account): routes.AccountView {
  return {
    ...{ userId, email, ...(name ? { name } : {}), roles },
    registeredAt: createdAt.toISOString(),
    ...(disabledAt ? { disabledAt: disabledAt.toISOString() } : {}),
    actions: actions.map(({ at, ...noted }) => ({ ...noted, at: at.toISOString() })),
  };
}
