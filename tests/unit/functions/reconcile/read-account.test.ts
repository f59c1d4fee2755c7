import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { readAccount } from '../../../../functions/reconcile/read-account.ts';

const secrets = mockClient(SecretsManagerClient);
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-reconcile-AbCdEf';
const keeps = (SecretString: string | undefined) =>
  secrets.on(GetSecretValueCommand, { SecretId: secretArn }).resolves({ SecretString });
beforeEach(() => void secrets.reset());

describe('the account that compares the books', () => {
  test('is read from its secret each time, so that a new password takes effect at once', async () => {
    keeps('{"email": "books@example.com", "password": "first"}');
    expect(await readAccount(secretArn)).toEqual({ email: 'books@example.com', password: 'first' });
    keeps('{"email": "books@example.com", "password": "second", "note": "since May"}');
    expect(await readAccount(secretArn)).toEqual({ email: 'books@example.com', password: 'second' });
  });

  test.each([
    ['is empty', ''],
    ['is binary', undefined],
    ['is not JSON', 'password-canary'],
    ['has no email address', '{"password": "password-canary"}'],
    ['has an empty password', '{"email": "password-canary", "password": ""}'],
    ['is a list', '["password-canary"]'],
  ])('is reported as missing when its secret %s, without quoting the secret', async (_, text) => {
    keeps(text);
    const error = await readAccount(secretArn).catch((error) => error);
    expect(String(error)).toContain('The operator account is not JSON');
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary');
  });

  test('is not read when the secret cannot be read', async () => {
    secrets.on(GetSecretValueCommand).rejects(new Error('AccessDeniedException'));
    await expect(readAccount(secretArn)).rejects.toThrow('AccessDenied');
  });
});
