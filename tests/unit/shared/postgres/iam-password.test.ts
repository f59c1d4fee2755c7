import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { iamPassword } from '#shared/postgres/iam-password.ts';

const credentials = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const before = { ...process.env };
beforeEach(() => void Object.assign(process.env, credentials));
afterEach(() => {
  process.env = { ...before };
});

test('the password is a request for this server and role, signed for 15 minutes', async () => {
  const token = await iamPassword(new URL('postgres://orders@cluster.example.com:6432/cloudservices'))();
  const { host, searchParams } = new URL(`https://${token}`);
  expect(host).toBe('cluster.example.com:6432');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    Action: 'connect',
    DBUser: 'orders',
    'X-Amz-Expires': '900',
    'X-Amz-Credential': expect.stringMatching(/^AKIDEXAMPLE\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/),
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('PostgreSQL’s default port is used if the URL has none', async () => {
  const token = await iamPassword(new URL('postgres://orders@cluster.example.com/cloudservices'))();
  expect(token).toMatch(/^cluster\.example\.com:5432\//);
});
