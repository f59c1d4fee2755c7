import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { migrate, migrationSettings } from './migrate.ts';

/** The settings of a function that migrates a schema. Secrets never go into environment variables, so it reads its own. */
export const migrationFunctionSettings = migrationSettings.pick({ DATABASE_URL: true }).extend({
  DATABASE_SECRET_ARN: z
    .string()
    .startsWith('arn:')
    .meta({ description: 'Secret with the administrator’s `username` and `password`' }),
});

const administrator = z.object({ username: z.string(), password: z.string() });
const request = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

/**
 * The Lambda handler that does what `runMigration` does. Call it before the service's new code takes requests.
 * Returns the schema that it migrated.
 * @throws ConfigError immediately if a setting is missing or wrong
 */
export function migrateOnLambda(what: { service: string; folder: URL }): () => Promise<{ migrated: string }> {
  const { DATABASE_URL, DATABASE_SECRET_ARN } = loadConfig(migrationFunctionSettings, process.env);
  const secrets = new SecretsManagerClient({ requestHandler: request, maxAttempts: 3 });
  return async () => {
    // Read on every call, because it is rotated.
    const { SecretString = '{}' } = await secrets.send(new GetSecretValueCommand({ SecretId: DATABASE_SECRET_ARN }));
    const { username: user, password } = administrator.parse(JSON.parse(SecretString));
    await migrate({ ...what, databaseUrl: DATABASE_URL, user, password });
    return { migrated: what.service };
  };
}
