import { runMigration } from '#shared/postgres/migrate.ts';

await runMigration({ service: 'shipping', folder: new URL('./migrations', import.meta.url) });
