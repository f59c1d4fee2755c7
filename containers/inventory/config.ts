import { z } from 'zod';
import { cognitoIsWhole, messagingSettings, revocationSettings, serviceSettings, table } from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...messagingSettings,
    ...revocationSettings,
    PRODUCTS_TABLE: table('products, read only'),
    STOCK_TABLE: table('stock'),
    RESERVATIONS_TABLE: table('reservations'),
    ADJUSTMENTS_TABLE: table('stock adjustments'),
  })
  .refine(...cognitoIsWhole);
