import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { serverOptions } from '#shared/postgres/server-options.ts';

const before = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' });
  jest.useFakeTimers({ advanceTimers: true });
});
afterEach(() => {
  jest.useRealTimers();
  process.env = { ...before };
});

test('every new connection has its own current token', async () => {
  const url = 'postgres://orders@127.0.0.1:1/d?sslmode=verify-full';
  const { options } = serverOptions(url, { authentication: 'iam', silentSecondsMax: 1 });
  const tokenAt = async (time: string) => {
    jest.setSystemTime(new Date(time));
    (await options.socket({ host: ['127.0.0.1'], port: [1] })).destroy();
    return options.password?.();
  };
  expect(await tokenAt('2026-11-22T12:00:00Z')).toContain('X-Amz-Date=20261122T120000Z');
  expect(await tokenAt('2026-11-22T12:20:00Z')).toContain('X-Amz-Date=20261122T122000Z');
});

test('the server never sees the mode', () => {
  const { url, options } = serverOptions('postgres://u:p@h:1/d?sslmode=verify-full', { silentSecondsMax: 1 });
  expect(url).toBe('postgres://u:p@h:1/d');
  expect(options.ssl).toBe(false);
  expect(options).not.toHaveProperty('password');
});
