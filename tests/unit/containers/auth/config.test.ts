import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '#shared/config/load-config.ts';
import { configSchema } from '../../../../containers/auth/config.ts';

const good = {
  TOKEN_ISSUER: 'https://issuer.test',
  TOKEN_AUDIENCE: 'cloudservices',
  JWKS_URL: 'https://issuer.test/jwks.json',
  DATABASE_URL: 'postgres://auth:secret@127.0.0.1:5432/cloudservices',
};
const [file, id] = [{ SIGNING_KEY_FILE: '/key.pem' }, { SIGNING_KEY_ID: 'alias/tokens' }];
const either = 'Either SIGNING_KEY_FILE or SIGNING_KEY_ID must be given, and not both';

describe('the key that signs access tokens', () => {
  test.each([
    ['a file', file],
    ['a key in KMS', id],
  ])('may be %s', (_, key) => {
    expect(loadConfig(configSchema, { ...good, ...key })).toMatchObject(key);
  });

  test.each([
    ['none', {}],
    ['none but an empty one', { SIGNING_KEY_FILE: '' }],
    ['both', { ...file, ...id }],
  ])('may not be %s', (_, key) => {
    expect(() => loadConfig(configSchema, { ...good, ...key })).toThrow(`The configuration is not usable:\n  - ${either}`);
  });

  test('is missed together with all else', () => {
    expect(() => loadConfig(configSchema, { ...good, TOKEN_ISSUER: '', PORT: 'x' })).toThrow(
      new RegExp(`- PORT: .*\n  - TOKEN_ISSUER is missing\n  - ${either}`),
    );
  });
});
