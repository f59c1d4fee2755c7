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
 * Answers API Gateway's question whether a request may pass: yes, with the user's id and roles (joined by spaces) for the
 * access log; no, for a token that is missing or not valid, and the caller gets a 403. While the keys cannot be read it does
 * not know, and rejects: the caller gets a 500 and tries again, and API Gateway does not remember a no that nobody said.
 * @param cdnSecret if there is one, only what came through the distribution passes
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
