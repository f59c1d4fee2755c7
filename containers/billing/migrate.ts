import { runMigration } from '#shared/postgres/migrate.ts';

await runMigration({ service: 'billing', folder: new URL('./migrations', import.meta.url) });
