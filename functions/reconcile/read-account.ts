import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';

const account = z.object({ email: z.string().min(1), password: z.string().min(1) });

export type Account = z.infer<typeof account>;

/** The operator account that compares the books. Read on each run, so that a new password takes effect at once. */
export async function readAccount(secretArn: string): Promise<Account> {
  const secrets = new SecretsManagerClient({ maxAttempts: 3 });
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  secrets.destroy();
  return accountIn(SecretString);
}

/** Parses an account written as JSON. */
export function accountIn(text: string): Account {
  const parsed = account.safeParse(parseJson(text));
  // Never quote the text: that would log a password.
  if (!parsed.success) throw new Error('The operator account is not JSON like {"email": "...", "password": "..."}');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it with the same message.
  }
}
