import { z } from 'zod';
import { cognitoIsWhole, revocationSettings, serviceSettings, table } from '#shared/config/settings.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...revocationSettings,
    PRODUCTS_TABLE: table('products'),
    OFFERS_TABLE: table('offered uploads'),
    UPLOADS_TABLE: table('uploads'),
    MEDIA_BUCKET: z.string().min(3).max(63).meta({ description: 'S3 bucket of the products’ pictures' }),
    MEDIA_URL: z
      .url({ protocol: /^https?$/ })
      .regex(/[^/]$/, 'must not end with a slash')
      .meta({ description: 'Base URL of pictures: the part before `/media/…`' }),
  })
  .refine(...cognitoIsWhole);
