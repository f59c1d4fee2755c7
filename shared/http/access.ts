import type { MiddlewareHandler } from 'hono';
import { forbidden, unauthorized } from '#shared/errors/problem.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import { bearerToken } from '#shared/tokens/bearer.ts';
import { TokenRefusedError } from '#shared/tokens/verifier.ts';

/** Who is asking, as the signed access token says. */
export type Actor = { userId: string; email: string | undefined; roles: readonly Role[] };

/**
 * Who may call a route: `anyone`; `signedIn`, any valid token; or one role. `optional` takes a token when there is one,
 * for routes that show more to some.
 */
export type Access = 'anyone' | 'optional' | 'signedIn' | Role;

/** @returns the actor of a valid token; rejects with TokenRefusedError for any other */
export type VerifyToken = (token: string) => Promise<Actor>;

export type ServiceEnv = {
  Variables: { verifyToken: VerifyToken; actor: Actor | undefined; requestId: string; traceparent: string };
};

/** Lets a request in by its own signed token, whatever the gateway said before; headers that name a user mean nothing here. */
export function authenticate(access: Access): MiddlewareHandler<ServiceEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (access === 'anyone' || (access === 'optional' && header === undefined)) return next();
    const actor = await actorOf(header, c.var.verifyToken);
    if (access !== 'signedIn' && access !== 'optional' && !actor.roles.includes(access))
      throw forbidden(`This needs the role ${access}`);
    c.set('actor', actor);
    return next();
  };
}

async function actorOf(header: string | undefined, verify: VerifyToken): Promise<Actor> {
  const token = bearerToken(header);
  if (!token) throw unauthorized('A bearer token is required');
  try {
    return await verify(token);
  } catch (cause) {
    // While the keys cannot be read nobody knows whether a token is good.
    if (!(cause instanceof TokenRefusedError)) throw cause;
    throw Object.assign(unauthorized('The access token is not valid'), { cause });
  }
}
