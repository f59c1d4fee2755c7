import type { IncomingMessage } from 'node:http';
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerResult } from 'aws-lambda';
import { authorizerEvent } from './authorizer-event.ts';
import { identityOf } from './identity.ts';
import type { RouteMatch } from './match-route.ts';
import type { GatewaySettings } from './settings.ts';

/** The Lambda authorizer's own handler, in the simple response format. */
export type Authorizer = (event: APIGatewayRequestAuthorizerEventV2) => Promise<APIGatewaySimpleAuthorizerResult>;

export type Authorization = 'allowed' | 'unauthorized' | 'forbidden' | 'failed';

type Authorize = (request: IncomingMessage, match: RouteMatch, requestId: string) => Promise<Authorization>;

const timeoutSeconds = 10;
const cacheEntriesMax = 10_000;

/**
 * Calls the authorizer as API Gateway does: never without its identity sources, and at most once per `cacheTtlSeconds` for the
 * same ones. Refusals are cached like permissions; failures are not.
 */
export function createAuthorize(
  authorizer: Authorizer,
  { cacheTtlSeconds, identitySources }: GatewaySettings['authorizer'],
): Authorize {
  const cache = new Map<string, { answer: Promise<Authorization>; expiresAt: number }>();
  return async (request, match, requestId) => {
    const identitySource = identityOf(identitySources, request, match.route.routeKey);
    if (!identitySource) return 'unauthorized';
    const key = JSON.stringify(identitySource);
    const known = cache.get(key);
    if (known && known.expiresAt > Date.now()) return known.answer;

    const answer = ask(authorizer, authorizerEvent(request, match, { requestId, identitySource }));
    cache.delete(key);
    cache.set(key, { answer, expiresAt: Date.now() + cacheTtlSeconds * 1000 });
    if (cache.size > cacheEntriesMax) cache.delete(cache.keys().next().value ?? key);
    if ((await answer) === 'failed') cache.delete(key);
    return answer;
  };
}

async function ask(authorizer: Authorizer, event: APIGatewayRequestAuthorizerEventV2): Promise<Authorization> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), timeoutSeconds * 1000);
  try {
    const result = await Promise.race([authorizer(event), tooLate]);
    if (typeof result?.isAuthorized !== 'boolean') return 'failed';
    return result.isAuthorized ? 'allowed' : 'forbidden';
  } catch (error) {
    // API Gateway hides the reason from the caller, who gets a 500. The developer at the console needs it.
    console.error('The authorizer failed:', error);
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
