import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '#shared/config/load-config.ts';
import { configSchema } from '../../../../containers/auth/config.ts';

const good = {
  TOKEN_ISSUER: 'https://issuer.test',
  TOKEN_AUDIENCE: 'cloudservices',
  JWKS_URL: 'https://issuer.test/jwks.json',
  DATABASE_URL: 'postgres://auth:secret@127.0.0.1:5432/cloudservices',
  SIGNING_KEYS: 'file:/key.pem@2020-01-01T00:00:00Z',
  REVOCATIONS_TABLE: 'revocations',
};
const pool = { COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEfGhI', COGNITO_CLIENT_ID: '1example23456789' };

describe('the configuration', () => {
  test('reports everything that is wrong, including the signing keys and half a user pool', () => {
    const wrong = {
      TOKEN_ISSUER: '',
      PORT: 'x',
      SIGNING_KEYS: 'key@soon,key@2020-01-01T00:00:00Z,',
      COGNITO_CLIENT_ID: 'client',
    };
    expect(() => loadConfig(configSchema, { ...good, ...wrong })).toThrow(
      new RegExp(
        [
          '- PORT: .*',
          '- TOKEN_ISSUER is missing',
          '- SIGNING_KEYS: entry 1 has no UTC time such as .*',
          '- SIGNING_KEYS: entry 3 is not <key>@<time>',
          '- COGNITO_USER_POOL_ID and COGNITO_CLIENT_ID must be set together, or not at all$',
        ].join('\n  '),
      ),
    );
  });

  test('may name a user pool', () => {
    expect(loadConfig(configSchema, { ...good, ...pool })).toMatchObject(pool);
    expect(() => loadConfig(configSchema, { ...good, ...pool, COGNITO_USER_POOL_ID: 'AbCdEfGhI' })).toThrow(
      'COGNITO_USER_POOL_ID: ',
    );
  });

  test('may have a CDN secret, if it is hard to guess', () => {
    const CDN_SECRET = 'a secret of thirty-two characters';
    expect(loadConfig(configSchema, { ...good, CDN_SECRET })).toMatchObject({ CDN_SECRET });
    expect(() => loadConfig(configSchema, { ...good, CDN_SECRET: 'guess' })).toThrow('CDN_SECRET: ');
  });
});
