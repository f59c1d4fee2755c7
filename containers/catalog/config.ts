import { z } from 'zod';
import { serviceSettings, table } from '#shared/config/settings.ts';

export const configSchema = z.object({ ...serviceSettings, PRODUCTS_TABLE: table('products') });
