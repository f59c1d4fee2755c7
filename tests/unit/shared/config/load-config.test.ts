import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, loadConfig } from '#shared/config/load-config.ts';
import { messagingSettings, postgresSettings, serviceSettings } from '#shared/config/settings.ts';

const schema = z.object({ ...serviceSettings, ...postgresSettings, ...messagingSettings });
const good = {
  TOKEN_ISSUER: 'https://issuer.test',
  TOKEN_AUDIENCE: 'cloudservices',
  JWKS_URL: 'https://issuer.test/jwks.json',
  DATABASE_URL: 'postgres://orders:secret@127.0.0.1:5432/cloudservices',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:orders',
  QUEUE_URL: 'http://127.0.0.1/orders',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/orders-dlq',
};
const problemsOf = (env: Record<string, string>) => {
  try {
    loadConfig(schema, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
  throw new Error('nothing was wrong');
};

describe('a configuration', () => {
  test('is read with its defaults, without unknown names', () => {
    const config = loadConfig(schema, { ...good, PORT: '0', HOME: '/root' });
    expect(config).toMatchObject({ ...good, PORT: 0, LOG_LEVEL: 'info' });
    expect(config).not.toHaveProperty('HOME');
  });

  test('that is absent or empty lists everything missing at once', () => {
    const lines = problemsOf({ TOKEN_AUDIENCE: '' }).split('\n').slice(1);
    expect(lines).toEqual(
      ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'JWKS_URL', 'DATABASE_URL', 'TOPIC_ARN', 'QUEUE_URL', 'DEAD_LETTER_QUEUE_URL'].map(
        (name) => `  - ${name} is missing`,
      ),
    );
  });

  test.each([
    ['PORT', 'canary'],
    ['PORT', '65536'],
    ['LOG_LEVEL', 'canary'],
    ['TOKEN_ISSUER', 'canary'],
    ['DATABASE_URL', 'canary'],
    ['DATABASE_URL', 'mysql://canary:canary@host/db'],
    ['DATABASE_URL', 'postgres://canary:canary@host/db?sslmode=require'],
    ['DATABASE_URL', 'postgres://canary:canary@host/db?sslmode=verify-full&options=canary'],
    ['DATABASE_AUTHENTICATION', 'canary'],
    ['SHUTDOWN_GRACE_SECONDS', '61'],
    ['DATABASE_CONNECTIONS_MAX', '0'],
    ['DATABASE_CONNECTIONS_MAX', '1.5'],
    ['TOPIC_ARN', 'canary'],
    ['CONSUMER_CONCURRENCY', 'canary'],
  ])('names %s when it is wrong, and never repeats %s', (name, value) => {
    const message = problemsOf({ ...good, [name]: value });
    expect(message).toMatch(new RegExp(`^The configuration is not usable:\n  - ${name}: .+$`));
    expect(message).not.toContain('canary');
  });

  test('says which sslmode is allowed', () => {
    expect(problemsOf({ ...good, DATABASE_URL: `${good.DATABASE_URL}?sslmode=prefer` })).toContain('sslmode=verify-full');
    expect(loadConfig(schema, { ...good, DATABASE_URL: `${good.DATABASE_URL}?sslmode=verify-full` })).toBeDefined();
  });

  test('lists missing and wrong together', () => {
    const { QUEUE_URL, ...rest } = good;
    expect(problemsOf({ ...rest, PORT: 'x', LOG_LEVEL: 'loud' }).split('\n')).toHaveLength(4);
  });
});
