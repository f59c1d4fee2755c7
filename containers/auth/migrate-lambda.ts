import { migrateOnLambda } from '#shared/postgres/migrate-on-lambda.ts';

export const handler = migrateOnLambda({ service: 'auth', folder: new URL('./migrations', import.meta.url) });
