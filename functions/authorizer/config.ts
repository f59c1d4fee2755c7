import { ConfigError } from '#shared/config/load-config.ts';
import { halfOfCognito, userPoolIdPattern } from '#shared/tokens/cognito-settings.ts';
import type { TokenConfig } from '#shared/tokens/open-verifier.ts';

/**
 * Reads the settings that `tokenSettings` describes, like `loadConfig` in the services but without zod, which would dominate
 * this function's cold start. A test keeps the two in step.
 * @throws ConfigError with the full list of problems
 */
export function readConfig(env: NodeJS.ProcessEnv): TokenConfig & { CDN_SECRET?: string | undefined } {
  const problems: string[] = [];

  function required(name: string, isRight: (value: string) => boolean): string {
    const value = env[name];
    if (!value) problems.push(`${name} is missing`);
    else if (!isRight(value)) problems.push(`${name} is malformed`);
    return value ?? '';
  }
  const optional = (name: string, isRight: (value: string) => boolean) => (env[name] ? required(name, isRight) : undefined);

  const config = {
    TOKEN_ISSUER: required('TOKEN_ISSUER', URL.canParse),
    TOKEN_AUDIENCE: required('TOKEN_AUDIENCE', () => true),
    JWKS_URL: required('JWKS_URL', URL.canParse),
    COGNITO_USER_POOL_ID: optional('COGNITO_USER_POOL_ID', (value) => userPoolIdPattern.test(value)),
    COGNITO_CLIENT_ID: optional('COGNITO_CLIENT_ID', () => true),
    ...(env.CDN_SECRET && { CDN_SECRET: required('CDN_SECRET', isSecret) }),
  };
  if ((config.COGNITO_USER_POOL_ID === undefined) !== (config.COGNITO_CLIENT_ID === undefined)) problems.push(halfOfCognito);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const isSecret = (value: string) => value.split(',').every((secret) => secret.length >= 32);
