import { runMigration } from '#shared/postgres/migrate.ts';

await runMigration({ service: 'auth', folder: new URL('./migrations', import.meta.url) });
