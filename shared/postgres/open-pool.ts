import type { z } from 'zod';
import type { postgresSettings } from '#shared/config/settings.ts';
import { connect, type Database } from './connect.ts';

/** Opens the pool of a service as its settings say. */
export function openPool(name: string, settings: z.infer<z.ZodObject<typeof postgresSettings>>): Database {
  return connect(settings.DATABASE_URL, {
    authentication: settings.DATABASE_AUTHENTICATION,
    connectionsMax: settings.DATABASE_CONNECTIONS_MAX,
    name,
  });
}
