import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';

const account = z.object({ email: z.string().min(1), password: z.string().min(1) });

export type Account = z.infer<typeof account>;

/** The operator in whose name the books are compared. Read for each run, so that a new password is known at once. */
export async function readAccount(secretArn: string): Promise<Account> {
  const secrets = new SecretsManagerClient({ maxAttempts: 3 });
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  secrets.destroy();
  return accountIn(SecretString);
}

/** The account that is written as JSON. */
export function accountIn(text: string): Account {
  const parsed = account.safeParse(parseJson(text));
  // Never its text: a password would stand in the log.
  if (!parsed.success) throw new Error('The secret is not an account as {"email": "...", "password": "..."}');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it, with the same words.
  }
}
