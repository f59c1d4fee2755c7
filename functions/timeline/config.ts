import { z } from 'zod';
import { table } from '#shared/config/settings.ts';

export const configSchema = z.object({ TIMELINE_TABLE: table('the events of every order') });
