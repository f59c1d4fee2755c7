import { RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';

type Account = { email: string; password: string; name?: string };

/** The last attempt that has not succeeded. It contains a password, so it is kept in memory only. */
let unanswered: { account: string; key: string } | undefined;

/**
 * Creates the account and signs in to it. The same attempt has the same Idempotency-Key, so it can be repeated when an answer was
 * lost, or when only the sign-in has failed.
 * @throws RefusedError, or what `fetch` throws when there is no answer
 */
export async function createAccount(account: Account): Promise<void> {
  const header = { 'idempotency-key': keyOf(account) };
  await orThrow(api.POST('/v1/auth/register', { params: { header }, body: account })).catch((error: unknown) => {
    if (isNotCreated(error)) unanswered = undefined;
    throw error;
  });
  await api.signIn(account);
  unanswered = undefined;
}

const isNotCreated = (error: unknown): boolean => error instanceof RefusedError && [400, 409, 422].includes(error.status);

function keyOf({ email, name, password }: Account): string {
  const account = JSON.stringify([email, name, password]);
  if (unanswered?.account !== account) unanswered = { account, key: crypto.randomUUID() };
  return unanswered.key;
}
