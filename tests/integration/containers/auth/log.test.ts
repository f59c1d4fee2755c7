import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';

const password = 'correct horse battery staple';
const newPassword = 'another horse, another staple';

let auth: TestAuth;
let service: Pick<TestAuth, 'call' | 'post'>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords: createPasswords({ derive: deriveCheaply }) });
});
afterAll(() => auth.stop());

/** The log lines about one user, as level and message, in order. */
const linesAbout = (userId: string | undefined) =>
  auth.entries.filter(({ fields }) => fields.userId === userId).map(({ level, message }) => `${level}: ${message}`);

async function registered() {
  const email = `ada.${randomUUID()}@example.com`;
  const { body } = await service.post('/register', { email, password });
  return { email, userId: body.userId as string };
}

describe('the log', () => {
  test('records what happens to an account by its user’s id only', async () => {
    const { email, userId } = await registered();
    const login = (secret: string) => service.post('/login', { email, password: secret });
    const { body: first } = await login(password);
    await service.post('/password', { currentPassword: password, newPassword }, { token: first.accessToken });
    const { body: second } = await login(newPassword);
    await service.post('/logout-everywhere', undefined, { token: second.accessToken });
    await service.call('DELETE', '/me', { token: second.accessToken, body: { password: newPassword } });
    expect(linesAbout(userId)).toEqual([
      'info: registered',
      'info: signed in',
      'info: password changed',
      'info: signed in',
      'info: all sessions ended',
      'info: account deleted',
    ]);
    expect(JSON.stringify(auth.entries)).not.toContain(email);
  });

  test('records a refused sign-in without saying whose it was', async () => {
    const { email } = await registered();
    const before = auth.entries.length;
    await service.post('/login', { email, password: newPassword });
    expect(auth.entries.slice(before)).toMatchObject([
      { level: 'info', message: 'request refused', fields: { status: 401, type: 'bad-credentials', route: '/v1/auth/login' } },
    ]);
    expect(JSON.stringify(auth.entries)).not.toContain(email);
  });

  test('warns of a refresh token that was reused late', async () => {
    const { email, userId } = await registered();
    const { body } = await service.post('/login', { email, password });
    await service.post('/refresh', { refreshToken: body.refreshToken });
    await auth.admin`update auth.refresh_tokens set used_at = used_at - interval '11 seconds'`;
    await service.post('/refresh', { refreshToken: body.refreshToken });
    expect(linesAbout(userId).at(-1)).toBe('warn: refresh token reuse detected; session ended');
  });
});
