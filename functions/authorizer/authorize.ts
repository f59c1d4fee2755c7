import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerResult,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import { isByCdn } from '#shared/http/client-address.ts';
import { TokenRefusedError, type TokenVerifier } from '#shared/tokens/actor.ts';
import { bearerToken } from '#shared/tokens/bearer.ts';

type Answer = APIGatewaySimpleAuthorizerResult | APIGatewaySimpleAuthorizerWithContextResult<{ sub: string; roles: string }>;

/**
 * Decides for API Gateway whether a request may pass. Allows it with the user's id and roles (joined by spaces) for the access
 * log; denies it if the token is missing or invalid, so the caller gets a 403. While the keys cannot be read it rejects: the
 * caller gets a 500 and can try again, and API Gateway caches no denial.
 * @param cdnSecret if set, only requests that came through the CDN pass
 */
export function createAuthorize({ verify }: TokenVerifier, cdnSecret?: string) {
  return async ({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<Answer> => {
    if (cdnSecret !== undefined && !isByCdn(headers ?? {}, cdnSecret)) return refused;
    const token = bearerToken(headers?.authorization);
    if (!token) return refused;
    try {
      const { userId, roles } = await verify(token);
      return { isAuthorized: true, context: { sub: userId, roles: roles.join(' ') } };
    } catch (error) {
      if (error instanceof TokenRefusedError) return refused;
      throw error;
    }
  };
}

const refused: Answer = { isAuthorized: false };
