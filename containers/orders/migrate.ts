import { runMigration } from '#shared/postgres/migrate.ts';

await runMigration({ service: 'orders', folder: new URL('./migrations', import.meta.url) });
