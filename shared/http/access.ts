import type { MiddlewareHandler } from 'hono';
import { forbidden, ProblemError, unauthorized } from '#shared/errors/problem.ts';
import { type Role, staffRoles } from '#shared/tokens/access-claims.ts';
import { type Actor, TokenRefusedError, type VerifyToken } from '#shared/tokens/actor.ts';
import { bearerToken } from '#shared/tokens/bearer.ts';
import type { Scope } from '#shared/tokens/scopes.ts';
import type { ServiceEnv } from './service-env.ts';

/**
 * Who may call a route: `anyone`; `signedIn`, any valid token; `staff`, operators and admins; or one role. `optional` accepts a
 * token if there is one, for routes that show more to some callers.
 */
export type Access = 'anyone' | 'optional' | 'signedIn' | 'staff' | Role;

/** Who may call a route, and which scope their token needs. Only a route for anyone needs no scope. */
export type Admission = { access: 'anyone'; scope?: never } | { access: Exclude<Access, 'anyone'>; scope: Scope };

/**
 * Authenticates a request by its own signed token, whatever the gateway decided before; headers that name a user are ignored.
 * Where a token is optional, one without the scope counts as none.
 */
export function authenticate({ access, scope }: Admission): MiddlewareHandler<ServiceEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (access === 'anyone' || (access === 'optional' && header === undefined)) return next();
    const actor = await actorOf(header, c.var.verifyToken);
    const isInScope = actor.scopes.includes(scope);
    if (access === 'optional' && !isInScope) return next();
    c.set('actor', actor);
    if (access !== 'signedIn' && access !== 'optional') requireOneOf(access === 'staff' ? staffRoles : [access], actor);
    if (!isInScope) throw insufficientScope(scope);
    return next();
  };
}

/** @throws ProblemError 403 */
export function requireOneOf(allowed: readonly Role[], { roles }: Pick<Actor, 'roles'>): void {
  if (!allowed.some((role) => roles.includes(role))) throw forbidden(`This requires the ${allowed.join(' or ')} role`);
}

/** The response of RFC 6750, section 3.1, to a valid token that lacks the scope. */
const insufficientScope = (scope: Scope) =>
  new ProblemError(403, 'insufficient-scope', {
    title: `This requires a token with the scope ${scope}`,
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });

async function actorOf(header: string | undefined, verify: VerifyToken): Promise<Actor> {
  const token = bearerToken(header);
  if (!token) throw unauthorized('A bearer token is required');
  try {
    return await verify(token);
  } catch (cause) {
    // While the keys cannot be read, it is unknown whether the token is valid.
    if (!(cause instanceof TokenRefusedError)) throw cause;
    throw Object.assign(unauthorized('The access token is not valid'), { cause });
  }
}
