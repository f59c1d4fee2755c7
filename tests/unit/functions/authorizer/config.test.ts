import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, loadConfig } from '#shared/config/load-config.ts';
import { cognitoIsWhole, tokenSettings } from '#shared/config/settings.ts';
import { readConfig } from '../../../../functions/authorizer/config.ts';

const ofServices = z.object(tokenSettings).refine(...cognitoIsWhole);
const whole = {
  TOKEN_ISSUER: 'https://issuer.test',
  TOKEN_AUDIENCE: 'cloudservices',
  JWKS_URL: 'http://auth.test/jwks.json',
};
const pool = { COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEfGhI', COGNITO_CLIENT_ID: '1example23456789' };

type Read = (env: Record<string, string>) => unknown;

/** The settings, or the names of the invalid ones. */
function outcomeOf(read: Read, env: Record<string, string>) {
  try {
    return read(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.match(/[A-Z]{2,}(_[A-Z]+)+/g);
  }
}

test('the authorizer accepts CDN secrets, each long enough, and does without', () => {
  const two = `${'a'.repeat(43)},${'b'.repeat(43)}`;
  expect(readConfig({ ...whole, CDN_SECRET: two })).toMatchObject({ CDN_SECRET: two });
  expect(readConfig({ ...whole, CDN_SECRET: '' })).not.toHaveProperty('CDN_SECRET');
  expect(() => readConfig({ ...whole, CDN_SECRET: `${'a'.repeat(43)},short` })).toThrow('CDN_SECRET is malformed');
});

describe('the authorizer accepts the same configuration as a service', () => {
  test.each<[string, Record<string, string>]>([
    ['all that must be there', whole],
    ['a user pool as well', { ...whole, ...pool }],
    ['a pool of the government', { ...whole, ...pool, COGNITO_USER_POOL_ID: 'us-gov-west-1_Ab1' }],
    ['something that is not for it', { ...whole, PORT: '80' }],
    ['nothing', {}],
    ['nothing but names', { TOKEN_ISSUER: '', TOKEN_AUDIENCE: '', JWKS_URL: '', COGNITO_CLIENT_ID: '' }],
    ['an issuer that is not a URL', { ...whole, TOKEN_ISSUER: 'issuer' }],
    ['keys that are nowhere', { ...whole, JWKS_URL: '/jwks.json' }],
    ['no audience', { ...whole, TOKEN_AUDIENCE: '' }],
    ['a pool without its client', { ...whole, COGNITO_USER_POOL_ID: pool.COGNITO_USER_POOL_ID }],
    ['a client without its pool', { ...whole, COGNITO_CLIENT_ID: pool.COGNITO_CLIENT_ID }],
    ['a pool that cannot be one', { ...whole, ...pool, COGNITO_USER_POOL_ID: 'pool' }],
    ['several things wrong at once', { TOKEN_ISSUER: 'issuer', COGNITO_CLIENT_ID: 'client' }],
  ])('given %s', (_, env) => {
    const read = outcomeOf(readConfig, env);
    expect(read).toEqual(outcomeOf((given) => loadConfig(ofServices, given), env));
    expect(read).not.toBeNull();
  });
});
